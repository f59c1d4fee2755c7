import { Text } from '@radix-ui/themes';
import { Link } from 'react-router';
import { cancelReason } from '#events/orders.ts';
import type { Schemas } from '../../../client/index.ts';
import { isAdmin, useMe } from '../../app/me.ts';
import { Field } from '../../parts/field.tsx';
import { statusWords } from '../../saga/status-words.ts';
import { ChoiceField } from '../parts/choice-field.tsx';
import { FilterForm } from '../parts/filter-form.tsx';
import { changedInstant, localOf } from '../parts/local-time.ts';
import { MomentField } from '../parts/moment-field.tsx';
import { useFilters } from '../parts/use-filters.ts';
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

/** Which orders to list. */
export function Filters() {
  const { search, values, field, find } = useFilters('order filters', valuesIn);
  return (
    <>
      <FilterForm label="Find orders" find={() => find(paramsOf(values, search))} showAll={() => find()}>
        <Field label="Order id begins with" size="2" maxLength={36} {...field('id')} />
        <Field label="Customer id" size="2" maxLength={36} {...field('customerId')} />
        <ChoiceField label="Status" {...field('status')}>
          <option value="">any</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {statusWords({ status, settled: true }).label}
            </option>
          ))}
        </ChoiceField>
        <ChoiceField label="Cancelled because" {...field('reason')}>
          <option value="">any reason, or none</option>
          {cancelReason.options.map((reason) => (
            <option key={reason} value={reason}>
              {reasonWords[reason]}
            </option>
          ))}
        </ChoiceField>
        <ChoiceField label="Needs attention" {...field('state')}>
          <option value="">any</option>
          <option value="overdue">overdue</option>
          <option value="parked">parked</option>
        </ChoiceField>
        <MomentField label="Placed from" size="2" {...field('from')} />
        <MomentField label="Placed before" size="2" {...field('before')} />
      </FilterForm>
      <ByEmail />
    </>
  );
}

/** `orders` does not know emails, and only admins may look accounts up. */
function ByEmail() {
  const { data: me } = useMe();
  return (
    <Text as="p" size="2" color="gray">
      To find the orders of an email,{' '}
      {isAdmin(me) ? <Link to="/console/accounts">find its account</Link> : 'ask an admin for the customer id of its account'}.
    </Text>
  );
}

function valuesIn(search: URLSearchParams) {
  const chosen = (name: string) => search.get(name) ?? '';
  return {
    ...{ id: chosen('id'), customerId: chosen('customerId'), status: chosen('status'), reason: chosen('reason') },
    ...{ state: ['overdue', 'parked'].find((name) => chosen(name) === 'true') ?? '' },
    ...{ from: localOf(chosen('from')), before: localOf(chosen('before')) },
  };
}

/** The filters as the API takes them. */
function paramsOf({ status, reason, state, ...values }: ReturnType<typeof valuesIn>, search: URLSearchParams) {
  const instant = (name: 'from' | 'before') => changedInstant(values[name], search.get(name) ?? '');
  return {
    ...{ status, reason, id: values.id.trim().toLowerCase(), customerId: values.customerId.trim().toLowerCase() },
    ...{ from: instant('from'), before: instant('before') },
    ...(state && { [state]: 'true' }),
  };
}
