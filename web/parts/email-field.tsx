import type { ComponentProps } from 'react';
import { Field } from './field.tsx';

/** Not `type="email"`: browsers then refuse letters beyond ASCII before the @, which the API accepts (RFC 6531). */
export const EmailField = (input: Omit<ComponentProps<typeof Field>, 'label' | 'type'>) => (
  <Field label="Email" inputMode="email" autoCapitalize="none" {...input} />
);
