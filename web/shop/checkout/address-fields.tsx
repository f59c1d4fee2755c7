import { Flex, Grid, Text } from '@radix-ui/themes';
import { useId } from 'react';
import type { Problem } from '../../../client/index.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { type CheckoutDraft, useCheckoutDraft } from './checkout-draft.ts';
import { countries } from './countries.ts';

/** Where the parcel goes. Anything that the API refuses is shown at its field. */
export function AddressFields({ problem }: { problem: Problem | undefined }) {
  const { draft, change } = useCheckoutDraft();
  const countryId = useId();
  const line = (name: Exclude<keyof CheckoutDraft, 'card' | 'country'>, maxLength: number) => ({
    name,
    maxLength,
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) => change({ [name]: target.value }),
    error: problem?.errors?.find(({ path }) => path.endsWith(name))?.message,
  });
  return (
    <Flex direction="column" gap="4">
      <Field label="Full name" autoComplete="name" required {...line('name', 200)} />
      <Field label="Street and number" autoComplete="address-line1" required {...line('line1', 200)} />
      <Field label="Address line 2 (optional)" autoComplete="address-line2" {...line('line2', 200)} />
      <Grid columns={{ initial: '1', xs: '1fr 2fr' }} gap="4">
        <Field label="Postal code" autoComplete="postal-code" {...line('postalCode', 20)} />
        <Field label="City" autoComplete="address-level2" required {...line('city', 100)} />
      </Grid>
      <Field label="State, province or region, if there is one" autoComplete="address-level1" {...line('region', 100)} />
      <Flex direction="column" gap="1">
        <Text as="label" htmlFor={countryId} size="2" weight="medium">
          Country
        </Text>
        <Choice
          id={countryId}
          required
          autoComplete="country"
          value={draft.country}
          onChange={({ target }) => change({ country: target.value })}
        >
          <option value="" disabled>
            Choose…
          </option>
          {countries.map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Choice>
      </Flex>
    </Flex>
  );
}
