import { useSearchParams } from 'react-router';
import { discardDraft, useDraft } from '../../app/draft.ts';
import { withParams } from './search-params.ts';

type Typed = { target: { value: string } };

/**
 * The filters of a list. They go into the address, so a search can be shared and bookmarked. What has been filled in since, and not
 * been searched for, is kept for that address.
 * @param what the list
 * @param chosenIn the filters in the address, as they are in the form
 */
export function useFilters<V extends Record<string, string>>(what: string, chosenIn: (search: URLSearchParams) => V) {
  const [search, setSearch] = useSearchParams();
  const nameFor = (search: URLSearchParams) => `${what} ${withParams(search, { cursor: undefined })}`;
  const { draft, change, discard } = useDraft<V>(nameFor(search), chosenIn(search));
  return {
    search,
    values: draft,
    /** What a field with this name needs. */
    field: (name: keyof V & string) => ({
      ...{ name, value: draft[name] ?? '' },
      onChange: ({ target }: Typed) => change({ [name]: target.value } as Partial<V>),
    }),
    /** Looks for these, or for everything. Empty ones are left out. */
    find: (filters: Record<string, string> = {}) => {
      const found = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
      discard();
      discardDraft(nameFor(found));
      // At once, so that nothing can be typed into the old search's fields after the address has changed.
      setSearch(found, { flushSync: true });
    },
  };
}
