import type { Form } from './form.ts';
import { invalidParameter } from './stripe-error.ts';

/** Refuses unknown parameters, as Stripe does: one that is silently ignored here would fail there. */
export function refuseUnknown(params: Form, known: string[]): void {
  const unknown = Object.keys(params).find((name) => !known.includes(name));
  if (unknown) throw invalidParameter(unknown, 'parameter_unknown', `Received unknown parameter: ${unknown}`);
}

export function requiredText(params: Form, name: string): string {
  const value = optionalText(params, name);
  if (value === undefined) throw invalidParameter(name, 'parameter_missing', `Missing required param: ${name}.`);
  return value;
}

export function optionalText(params: Form, name: string): string | undefined {
  const value = params[name];
  if (typeof value === 'object') throw invalidParameter(name, 'parameter_invalid_string', `Invalid string: ${name}`);
  return value === '' ? undefined : value;
}

/** A whole number of minor units. */
export function optionalInteger(params: Form, name: string): number | undefined {
  const value = optionalText(params, name);
  if (value === undefined) return undefined;
  if (!/^-?\d{1,15}$/.test(value)) throw invalidParameter(name, 'parameter_invalid_integer', `Invalid integer: ${value}`);
  return Number(value);
}

export function metadata(params: Form): Record<string, string> {
  const value = params.metadata ?? {};
  if (typeof value === 'string') throw invalidParameter('metadata', 'parameter_invalid_empty', 'Invalid object: metadata');
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}
