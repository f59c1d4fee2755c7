import { Flex, Grid } from '@radix-ui/themes';
import { currencyCodes } from '#events/currencies.ts';
import { Field } from '../../parts/field.tsx';
import { ChoiceField } from '../parts/choice-field.tsx';
import { TextAreaField } from '../parts/text-area-field.tsx';
import type { Flaws, ProductValues } from './product-values.ts';

type Props = { values: ProductValues; flaws: Flaws; change: (change: Partial<ProductValues>) => void };

/** The fields of a product that an admin fills in. */
export function ProductFields({ values, flaws, change }: Props) {
  return (
    <Flex direction="column" gap="4">
      <Field
        label="Name"
        required
        maxLength={200}
        value={values.name}
        error={flaws.name}
        onChange={({ target }) => change({ name: target.value })}
      />
      <Field
        label="Category"
        required
        maxLength={100}
        value={values.category}
        error={flaws.category}
        onChange={({ target }) => change({ category: target.value })}
      />
      <Grid columns="2fr 1fr" gap="3">
        <Field
          label="Price"
          required
          inputMode="decimal"
          maxLength={20}
          value={values.price}
          error={flaws.price}
          onChange={({ target }) => change({ price: target.value })}
        />
        <ChoiceField label="Currency" value={values.currency} onChange={({ target }) => change({ currency: target.value })}>
          {currencyCodes.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </ChoiceField>
      </Grid>
      <TextAreaField
        label="Description (optional)"
        maxLength={2_000}
        rows={5}
        value={values.description}
        error={flaws.description}
        onChange={({ target }) => change({ description: target.value })}
      />
    </Flex>
  );
}
