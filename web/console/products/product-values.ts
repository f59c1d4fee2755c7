import type { Schemas } from '../../../client/index.ts';
import { decimalText, minorUnitsIn } from './price-text.ts';

/** A product as text in a form. */
export type ProductValues = { name: string; category: string; description: string; price: string; currency: string };

export const noValues: ProductValues = { name: '', category: '', description: '', price: '', currency: 'USD' };

export const fieldNames: Record<keyof ProductValues, string> = {
  ...{ name: 'Name', category: 'Category', description: 'Description', price: 'Price', currency: 'Currency' },
};

export const valuesOf = ({ name, category, description = '', price }: Schemas['Product']): ProductValues => ({
  ...{ name, category, description },
  ...{ price: decimalText(price), currency: price.currency },
});

export type Flaws = Partial<Record<keyof ProductValues, string>>;

/** Checked here, because the API gets an amount and not what was typed. */
export function flawsIn({ price, currency }: ProductValues): Flaws {
  if (minorUnitsIn(price, currency) !== undefined) return {};
  return { price: `Not an amount in ${currency}: use digits, and after a point at most as many decimals as the currency has.` };
}

/** The product that a valid form describes. */
export function detailsOf(values: ProductValues): Schemas['ProductDetails'] {
  const { name, category, description } = values;
  return {
    ...{ name: name.trim(), category: category.trim(), price: priceOf(values) },
    ...(description.trim() && { description: description.trim() }),
  };
}

/** Only the changed fields, so other people's changes to other fields stay. */
export function patchOf(values: ProductValues, base: ProductValues): Schemas['ProductPatch'] {
  const { description = null, name, category, price } = detailsOf(values);
  const isChanged = (...names: (keyof ProductValues)[]) => names.some((name) => values[name] !== base[name]);
  return {
    ...(isChanged('name') && { name }),
    ...(isChanged('category') && { category }),
    ...(isChanged('description') && { description }),
    ...(isChanged('price', 'currency') && { price }),
  };
}

const priceOf = ({ price, currency }: ProductValues) => ({
  amount: minorUnitsIn(price, currency) ?? 0,
  currency: currency as Schemas['Price']['currency'],
});
