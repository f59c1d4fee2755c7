import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openapi } from '../../../local/generate/openapi.ts';

type Operation = {
  operationId: string;
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { required?: boolean; content: { 'application/json': { schema: object } } };
  responses: Record<string, object>;
};
type Asked = { operationId: string; body: unknown };

const document = openapi();
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema({ ...document, $id: 'openapi' });

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    operation: operation as unknown as Operation,
  })),
);

/** An API that takes what the OpenAPI document describes, refuses everything else, and gives each operation's answer. */
export async function startDescribedApi(answers: Record<string, unknown>) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://shop');
    const found = operations.find(({ method, pattern }) => method === request.method && pattern.test(pathname));
    const flaws = found ? flawsOf(found.operation, { request, searchParams, body }) : ['no such route'];
    if (!found || flaws.length > 0) return void response.writeHead(422).end(JSON.stringify({ flaws }));
    const { operationId, responses } = found.operation;
    asked.push({ operationId, body: body ? JSON.parse(body) : undefined });
    const [status] = Object.keys(responses);
    response.writeHead(Number(status), { 'content-type': 'application/json' }).end(JSON.stringify(answers[operationId]));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const stop = () => {
    server.closeAllConnections();
    return new Promise((stopped) => server.close(stopped));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, stop };
}

type Given = { request: IncomingMessage; searchParams: URLSearchParams; body: string };

function flawsOf({ security, parameters = [], requestBody }: Operation, { request, searchParams, body }: Given): string[] {
  const { authorization, 'content-type': type, ...headers } = request.headers;
  const known = parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  const sent = body || requestBody?.required ? requestBody : undefined;
  const missing = parameters.filter((each) => each.in === 'header' && each.required && !headers[each.name]);
  return [
    ...(security && !authorization?.startsWith('Bearer ') ? ['no token'] : []),
    ...[...searchParams.keys()].filter((name) => !known.includes(name)).map((name) => `no parameter ${name}`),
    ...missing.map(({ name }) => `no header ${name}`),
    ...(sent && type !== 'application/json' ? ['no JSON'] : []),
    ...bodyFlaws(sent?.content['application/json'].schema, body),
  ];
}

function bodyFlaws(schema: object | undefined, body: string): string[] {
  if (!schema) return body ? ['a body'] : [];
  const isValid = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')));
  return isValid(JSON.parse(body)) ? [] : [ajv.errorsText(isValid.errors)];
}
