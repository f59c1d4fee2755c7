import type { ComponentProps } from 'react';
import { Field } from '../../parts/field.tsx';

/** A date and a time, in the reader's time zone. */
export const MomentField = (input: Omit<ComponentProps<typeof Field>, 'type' | 'max'>) => (
  // Chrome takes years of six digits, too, of which not all are instants.
  <Field type="datetime-local" max="9999-12-31T23:59" {...input} />
);
