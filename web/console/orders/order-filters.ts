import { changedInstant, localOf } from '../parts/local-time.ts';

/** The filters for orders as they are in the form. */
export type OrderFilters = ReturnType<typeof valuesIn>;

/** The filters in the address. */
export function valuesIn(search: URLSearchParams) {
  const chosen = (name: string) => search.get(name) ?? '';
  return {
    ...{ id: chosen('id'), customerId: chosen('customerId'), status: chosen('status'), reason: chosen('reason') },
    ...{ state: ['overdue', 'parked'].find((name) => chosen(name) === 'true') ?? '' },
    ...{ from: localOf(chosen('from')), before: localOf(chosen('before')) },
  };
}

/** The email that was given instead of the customer's id. The API says what is wrong with it. */
export function emailIn({ customerId }: Pick<OrderFilters, 'customerId'>): string | undefined {
  const said = customerId.trim();
  return said.includes('@') ? said : undefined;
}

/** The filters as the API takes them. It does not know emails. */
export function paramsOf({ status, reason, state, ...values }: OrderFilters, search: URLSearchParams) {
  const instant = (name: 'from' | 'before') => changedInstant(values[name], search.get(name) ?? '');
  return {
    ...{ status, reason, id: values.id.trim().toLowerCase(), customerId: values.customerId.trim().toLowerCase() },
    ...{ from: instant('from'), before: instant('before') },
    ...(state && { [state]: 'true' }),
  };
}
