import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { Button, Flex, TextField } from '@radix-ui/themes';
import type { SyntheticEvent } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { discardDraft, useDraft } from '../app/draft.ts';

/** Searches within the current category. */
export function Search() {
  const [search, setSearch] = useSearchParams();
  const { pathname } = useLocation();
  const found = search.get('name') ?? '';
  // What has been typed, and not been searched for, is kept for the search that is in the URL.
  const draftOf = (found: string) => `search ${pathname} ${found}`;
  const { draft, change, discard } = useDraft(draftOf(found), { name: found });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = draft.name.trim();
    discard();
    discardDraft(draftOf(name));
    const next = new URLSearchParams(search);
    if (name) next.set('name', name);
    else next.delete('name');
    // It is a place in the old list.
    next.delete('cursor');
    // At once, so that nothing can be typed into the old search's field after the address has changed.
    setSearch(next, { flushSync: true });
  };
  return (
    <Flex asChild gap="2">
      <search>
        <form onSubmit={submit} className="search">
          <TextField.Root
            name="name"
            type="search"
            size="3"
            maxLength={200}
            placeholder="Name begins with…"
            aria-label="Search for products by the beginning of their name"
            value={draft.name}
            onChange={({ target }) => change({ name: target.value })}
          >
            <TextField.Slot>
              <MagnifyingGlassIcon />
            </TextField.Slot>
          </TextField.Root>
          <Button size="3" variant="soft" type="submit">
            Search
          </Button>
        </form>
      </search>
    </Flex>
  );
}
