/** Form data as Stripe's clients send it: `metadata[orderId]=1&amount=2599` is `{ metadata: { orderId: '1' }, amount: '2599' }`. */
export type Form = { [name: string]: string | Form };

export function parseForm(encoded: string): Form {
  const form = emptyForm();
  for (const [key, value] of new URLSearchParams(encoded)) put(form, key.match(/[^[\]]+/g) ?? [key], value);
  return form;
}

/** The same text for the same parameters in any order. */
export function canonical(encoded: string): string {
  const parameters = new URLSearchParams(encoded);
  parameters.sort();
  return parameters.toString();
}

function put(form: Form, [name = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    form[name] = value;
    return;
  }
  const inner = form[name];
  const next = typeof inner === 'object' ? inner : emptyForm();
  form[name] = next;
  put(next, rest, value);
}

/** Without a prototype, so that no parameter name has a special meaning. */
function emptyForm(): Form {
  return Object.create(null);
}
