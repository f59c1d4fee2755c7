import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { api, type Operation, operations, type Schema } from '../api.ts';
import type { Answer, Wire } from '../sender.ts';
import type { Draft } from './drafts.ts';

/**
 * The documented route of a request; undefined when its method and path have none. A parameter such as `.` is not a segment but
 * a step (RFC 3986, section 5.2.4), and leads to another path.
 */
export function documentedFor({ method, path }: Pick<Wire, 'method' | 'path'>, asked: Operation): Operation | undefined {
  const documented = method === 'HEAD' ? 'GET' : method;
  const segments = new URL(path, 'http://any').pathname.split('/');
  const candidates = operations.filter(({ method, service }) => method === documented && service === asked.service);
  const isAsAsked = segments.length === asked.path.split('/').length;
  const exact = isAsAsked ? candidates.find(({ path }) => path === asked.path) : undefined;
  // A literal segment of one route may be a parameter of another.
  return exact ?? candidates.find(({ path }) => fits(path.split('/'), segments));
}

const fits = (pattern: readonly string[], segments: readonly string[]): boolean =>
  pattern.length === segments.length && pattern.every((part, index) => part.startsWith('{') || part === segments[index]);

/** The flaws of a response: none if it is documented. */
export function flawsOf(answer: Answer, { method, through }: Draft, operation: Operation | undefined): string[] {
  const { status, headers, text } = answer;
  if (status >= 500) return [`${status}: no request is to bring that about`];
  if (/\bat .{1,200}:\d+:\d+|node_modules|\b(select|insert|update|delete)\b.{1,80}\b(from|into|set|where)\b/is.test(text))
    return ['a stack or a statement in the answer'];
  // Node's parser itself cuts off overlong headers, before there is a request to answer.
  if (status === 431 && text === '') return [];
  if (through === 'gateway' && headers['x-request-id'] === undefined) return flawsOfGateway(answer, method);
  const missing = alwaysThere(answer)
    .filter((name) => headers[name] === undefined)
    .map((name) => `no ${name}`);
  const nosniff = headers['x-content-type-options'] === 'nosniff' ? [] : ['content may be sniffed'];
  return [...missing, ...nosniff, ...(operation ? flawsByDocument(answer, method, operation) : flawsOfStranger(answer, method))];
}

function alwaysThere({ status }: Answer): string[] {
  const byStatus: Record<number, string[]> = { 401: ['www-authenticate'], 429: ['retry-after'], 503: ['retry-after'] };
  return ['x-request-id', ...(byStatus[status] ?? [])];
}

function flawsByDocument(answer: Answer, method: string, { key, responses }: Operation): string[] {
  const { status, headers, text } = answer;
  const documented = responses[String(status)];
  if (!documented) return [`${status} is not documented`];
  const missing = Object.entries(documented.headers).filter(
    ([name, { required }]) => required && headers[name.toLowerCase()] === undefined,
  );
  const lacking = missing.map(([name]) => `no ${name}, which is documented`);
  if (method === 'HEAD') return text === '' ? lacking : [...lacking, 'a body for HEAD'];
  if (!documented.content) return text === '' ? lacking : [...lacking, 'a body where none is documented'];
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (!(type in documented.content)) return [...lacking, `${status} as '${type}' is not documented`];
  return [...lacking, ...flawsInBody(text, { key, status, type })];
}

/** A method that no route has: not found, or refused for its body before that is known. */
function flawsOfStranger({ status, text }: Answer, method: string): string[] {
  if ([404, 405, 400, 413, 415].includes(status))
    return method === 'HEAD' || isProblem(text, status) ? [] : ['no problem document'];
  return [`${status} for ${method}, which no route has`];
}

// API Gateway's own messages.
const gatewayMessages: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
};

function flawsOfGateway({ status, headers, text }: Answer, method: string): string[] {
  if (headers['apigw-requestid'] === undefined) return ['no apigw-requestid'];
  if (method === 'OPTIONS' && status === 204) return [];
  if (method === 'HEAD') return gatewayMessages[status] ? [] : [`${status} of the gateway for HEAD`];
  return text === JSON.stringify({ message: gatewayMessages[status] }) ? [] : [`${status} of the gateway: ${text.slice(0, 80)}`];
}

type Place = { key: string; status: number; type: string };

function flawsInBody(text: string, { key, status, type }: Place): string[] {
  const body = parse(text);
  if (body === undefined) return [`${status}: the body is no JSON`];
  const validate = validatorOf(key, status, type);
  const flaws = validate(body) ? [] : [`${status}: the body is not as documented: ${ajv.errorsText(validate.errors)}`];
  return type === 'application/problem+json' && !isProblem(text, status) ? [...flaws, 'no problem document of ours'] : flaws;
}

function isProblem(text: string, status: number): boolean {
  const { type, title, status: told } = (parse(text) ?? {}) as Record<string, unknown>;
  return /^urn:cloudservices:problem:[a-z-]+$/.test(String(type)) && typeof title === 'string' && told === status;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// These are split by `allOf`, so no part can exclude additional properties.
const partly = new Set<unknown>([api.components.schemas.Problem]);

const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
formats.default(ajv);
ajv.addSchema(closed(api) as Schema, 'api');

const validators = new Map<string, ReturnType<typeof ajv.compile>>();

function validatorOf(key: string, status: number, type: string) {
  const [method = '', path = ''] = key.split(' ');
  const escaped = [path, method.toLowerCase(), 'responses', String(status), 'content', type].map((part) =>
    encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
  );
  const $ref = `api#/paths/${[escaped[0], escaped[1], ...escaped.slice(2)].join('/')}/schema`;
  const known = validators.get($ref) ?? ajv.compile({ $ref });
  validators.set($ref, known);
  return known;
}

/** The document with every object closed unless it says otherwise: a response must not contain more than is documented. */
function closed(value: unknown, isPart = false): unknown {
  if (Array.isArray(value)) return value.map((item) => closed(item, isPart));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([name, part]) => [name, closed(part, name === 'allOf' || partly.has(part))] as const,
  );
  const inner = Object.fromEntries(entries);
  const isOpen = isPart || inner.type !== 'object' || !('properties' in inner) || 'additionalProperties' in inner;
  return isOpen ? inner : { ...inner, additionalProperties: false };
}

/** The same request as a curl command, with a placeholder for the token, which will have expired. */
export function toCurl({ method, base, path, headers, body }: Wire, actor: string): string {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  const token = `Bearer <${actor}>`;
  const named = Object.entries(headers).map(
    ([name, value]) => `-H ${quote(`${name}: ${value.startsWith('Bearer eyJ') ? token : value}`)}`,
  );
  const data = body === undefined ? [] : [`--data-binary ${quote(typeof body === 'string' ? body : body.toString('latin1'))}`];
  return ['curl -i --path-as-is', `-X ${method}`, quote(`${base}${path}`), ...named, ...data].join(' ').slice(0, 4_000);
}
