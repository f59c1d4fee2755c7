import { Button, Flex } from '@radix-ui/themes';
import type { SyntheticEvent } from 'react';
import { useSearchParams } from 'react-router';
import { Field } from '../../parts/field.tsx';
import { ChoiceField } from '../parts/choice-field.tsx';
import { withParams } from '../parts/search-params.ts';
import { filterNames } from './dead-letter-query.ts';

/** The filters. They go into the URL, so a search can be shared and bookmarked. */
export function Filters() {
  const [search, setSearch] = useSearchParams();
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const entries = [...filterNames, 'state'].map((name) => [name, String(form.get(name) ?? '').trim()] as const);
    setSearch(Object.fromEntries(entries.filter(([, value]) => value !== '')));
  };
  const chosen = (name: string) => search.get(name) ?? '';
  return (
    // When the URL changes, the form is reset to its filters.
    <form onSubmit={submit} key={withParams(search, { cursor: undefined })} aria-label="Find dead letters">
      <div className="filters">
        <Field label="Queue" name="queue" size="2" maxLength={64} placeholder="billing" defaultValue={chosen('queue')} />
        <Field label="Type" name="type" size="2" maxLength={64} placeholder="OrderPlaced" defaultValue={chosen('type')} />
        <Field label="Order id" name="orderId" size="2" maxLength={36} defaultValue={chosen('orderId')} />
        <Field label="Reason contains" name="reason" size="2" maxLength={100} defaultValue={chosen('reason')} />
        <ChoiceField label="State" name="state" defaultValue={chosen('state')}>
          <option value="">open; of an order, any</option>
          <option value="open">open</option>
          <option value="redriven">redriven</option>
          <option value="dropped">dropped</option>
        </ChoiceField>
        <Flex gap="2">
          <Button type="submit">Find</Button>
          <Button type="button" variant="soft" color="gray" onClick={() => setSearch({})}>
            Show all
          </Button>
        </Flex>
      </div>
    </form>
  );
}
