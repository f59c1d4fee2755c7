import { Button, Flex } from '@radix-ui/themes';
import type { SyntheticEvent } from 'react';
import { useSearchParams } from 'react-router';
import { cancelReason } from '#events/orders.ts';
import type { Schemas } from '../../../client/index.ts';
import { Field } from '../../parts/field.tsx';
import { statusWords } from '../../saga/status-words.ts';
import { ChoiceField } from '../parts/choice-field.tsx';
import { withParams } from '../parts/search-params.ts';
import { reasonWords } from './reason-words.ts';

const statuses: readonly Schemas['Order']['status'][] = [
  ...([
    'PLACED',
    'STOCK_RESERVED',
    'PAYMENT_AUTHORIZED',
    'CONFIRMED',
    'SHIPPED',
    'DELIVERED',
    'CANCELLING',
    'CANCELLED',
  ] as const),
];

/** The filters. They go into the URL, so a search can be shared and bookmarked. */
export function Filters() {
  const [search, setSearch] = useSearchParams();
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    setSearch(paramsIn(new FormData(event.currentTarget)));
  };
  const chosen = (name: string) => search.get(name) ?? '';
  return (
    // When the URL changes, the form is reset to its filters.
    <form onSubmit={submit} key={withParams(search, { cursor: undefined })} aria-label="Find orders">
      <div className="filters">
        <Field label="Order id begins with" name="id" size="2" maxLength={36} defaultValue={chosen('id')} />
        <Field label="Customer id" name="customerId" size="2" maxLength={36} defaultValue={chosen('customerId')} />
        <ChoiceField label="Status" name="status" defaultValue={chosen('status')}>
          <option value="">any</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {statusWords({ status, settled: true }).label}
            </option>
          ))}
        </ChoiceField>
        <ChoiceField label="Cancelled because" name="reason" defaultValue={chosen('reason')}>
          <option value="">any reason, or none</option>
          {cancelReason.options.map((reason) => (
            <option key={reason} value={reason}>
              {reasonWords[reason]}
            </option>
          ))}
        </ChoiceField>
        <ChoiceField label="Needs attention" name="state" defaultValue={stateIn(search)}>
          <option value="">any</option>
          <option value="overdue">overdue</option>
          <option value="parked">parked</option>
        </ChoiceField>
        <Field label="Placed from" name="from" {...ofDateTime} defaultValue={localOf(chosen('from'))} />
        <Field label="Placed before" name="before" {...ofDateTime} defaultValue={localOf(chosen('before'))} />
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

/** Chrome takes years of six digits, too, of which not all are instants. */
const ofDateTime = { type: 'datetime-local', max: '9999-12-31T23:59', size: '2' } as const;

const stateIn = (search: URLSearchParams) => ['overdue', 'parked'].find((name) => search.get(name) === 'true') ?? '';

/** The filters as the API takes them. Empty ones are left out. */
function paramsIn(form: FormData): Record<string, string> {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const state = text('state');
  const params = {
    ...{ status: text('status'), reason: text('reason') },
    ...{ id: text('id').toLowerCase(), customerId: text('customerId').toLowerCase() },
    ...{ from: instantOf(text('from')), before: instantOf(text('before')) },
    ...(state && { [state]: 'true' }),
  };
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''));
}

/** The instant of `2026-11-21T12:00` in the reader's time zone. */
const instantOf = (local: string) => (local === '' ? '' : new Date(local).toISOString());

function localOf(instant: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return '';
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
