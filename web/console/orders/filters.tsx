import { useMutation } from '@tanstack/react-query';
import { type ComponentProps, useEffect } from 'react';
import { cancelReason } from '#events/orders.ts';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { statusWords } from '../../saga/status-words.ts';
import { ChoiceField } from '../parts/choice-field.tsx';
import { FilterForm } from '../parts/filter-form.tsx';
import { MomentField } from '../parts/moment-field.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { emailIn, type OrderFilters, paramsOf, valuesIn } from './order-filters.ts';
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
  const { field, find, showAll, lookUp } = useOrderFilters();
  return (
    <>
      <FilterForm label="Find orders" find={find} showAll={showAll} isFinding={lookUp.isPending}>
        <Field label="Order id begins with" size="2" maxLength={36} {...field('id')} />
        <Customer {...field('customerId')} isUnknown={lookUp.data !== undefined && !lookUp.data.userId} />
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
      {lookUp.error && <Trouble of={lookUp.error} />}
    </>
  );
}

type CustomerProps = Omit<ComponentProps<typeof Field>, 'label'> & { isUnknown: boolean };

const Customer = ({ isUnknown, ...input }: CustomerProps) => (
  <Field
    label="Customer id or email"
    error={isUnknown ? 'No account has this email address.' : undefined}
    size="2"
    maxLength={254}
    autoCapitalize="none"
    {...input}
  />
);

/** As `useFilters`, but a customer may be given by email. The email is kept out of the URL: the id of its account goes there. */
function useOrderFilters() {
  const { search, values, field, find } = useFilters('order filters', valuesIn);
  const lookUp = useMutation({
    mutationFn: (email: string) => orThrow(api.POST('/v1/auth/users/search', { body: { email } })),
  });
  const { reset } = lookUp;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was looked up no longer matters once another list is shown.
  useEffect(() => reset(), [search, reset]);
  const findOrders = () => {
    const email = emailIn(values);
    if (email === undefined) return find(paramsOf(values, search));
    // Not called if the lookup is reset meanwhile.
    const onSuccess = ({ userId }: { userId?: string }) => userId && find(paramsOf({ ...values, customerId: userId }, search));
    lookUp.mutate(email, { onSuccess });
  };
  return {
    lookUp,
    find: findOrders,
    showAll: () => {
      reset();
      find();
    },
    field: (name: keyof OrderFilters) => {
      const { onChange, ...rest } = field(name);
      return {
        ...rest,
        onChange: (typed: Parameters<typeof onChange>[0]) => {
          // The last result, or refusal, was about what was there before.
          reset();
          onChange(typed);
        },
      };
    },
  };
}
