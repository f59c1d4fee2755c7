import { MagnifyingGlassIcon } from '@radix-ui/react-icons';
import { Button, Flex, TextField } from '@radix-ui/themes';
import type { SyntheticEvent } from 'react';
import { useSearchParams } from 'react-router';

/** Searches within the current category. */
export function Search() {
  const [search, setSearch] = useSearchParams();
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (name) next.set('name', name);
      else next.delete('name');
      // It is a place in the old list.
      next.delete('cursor');
      return next;
    });
  };
  return (
    <Flex asChild gap="2">
      <search>
        <form onSubmit={submit} className="search">
          {/* When the URL changes, the field is reset to its search. */}
          <TextField.Root
            key={search.get('name')}
            name="name"
            type="search"
            size="3"
            maxLength={200}
            placeholder="Name begins with…"
            aria-label="Search for products by the beginning of their name"
            defaultValue={search.get('name') ?? ''}
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
