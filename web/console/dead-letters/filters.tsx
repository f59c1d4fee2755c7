import { Field } from '../../parts/field.tsx';
import { ChoiceField } from '../parts/choice-field.tsx';
import { FilterForm } from '../parts/filter-form.tsx';
import { changedInstant, localOf } from '../parts/local-time.ts';
import { MomentField } from '../parts/moment-field.tsx';
import { useFilters } from '../parts/use-filters.ts';

/** Which dead letters to list. */
export function Filters() {
  const { search, values, field, find } = useFilters('dead letter filters', valuesIn);
  return (
    <FilterForm label="Find dead letters" find={() => find(paramsOf(values, search))} showAll={() => find()}>
      <Field label="Queue" size="2" maxLength={64} placeholder="billing" {...field('queue')} />
      <Field label="Type" size="2" maxLength={64} placeholder="OrderPlaced" {...field('type')} />
      <Field label="Order id" size="2" maxLength={36} {...field('orderId')} />
      <Field label="Reason contains" size="2" maxLength={100} {...field('reason')} />
      <ChoiceField label="State" {...field('state')}>
        <option value="">open; of an order, any</option>
        <option value="open">open</option>
        <option value="redriven">redriven</option>
        <option value="dropped">dropped</option>
      </ChoiceField>
      <MomentField label="Recorded from" size="2" {...field('from')} />
      <MomentField label="Recorded before" size="2" {...field('before')} />
    </FilterForm>
  );
}

function valuesIn(search: URLSearchParams) {
  const chosen = (name: string) => search.get(name) ?? '';
  return {
    ...{ queue: chosen('queue'), type: chosen('type'), orderId: chosen('orderId'), reason: chosen('reason') },
    ...{ state: chosen('state'), from: localOf(chosen('from')), before: localOf(chosen('before')) },
  };
}

/** The filters as the API takes them. */
function paramsOf(values: ReturnType<typeof valuesIn>, search: URLSearchParams) {
  const trimmed = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]));
  const instant = (name: 'from' | 'before') => changedInstant(values[name], search.get(name) ?? '');
  return { ...trimmed, from: instant('from'), before: instant('before') };
}
