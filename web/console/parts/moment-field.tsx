import type { ComponentProps } from 'react';
import { Field } from '../../parts/field.tsx';

/** A date and a time, in the reader's time zone. */
export const MomentField = (input: Omit<ComponentProps<typeof Field>, 'type' | 'max'>) => (
  // Chrome also accepts years of six digits, and not all of those are valid dates.
  <Field type="datetime-local" max="9999-12-31T23:59" {...input} />
);
