import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export type Asked = { path?: string; query?: string; method?: string; stage?: string; body?: string | Buffer } & Partial<
  Pick<APIGatewayProxyEventV2, 'headers' | 'cookies'>
>;

/**
 * The HTTP API event that AWS documents for payload format 2.0, with every field. Header names are in lower case, repeated ones
 * are joined by commas, cookies are a separate list, the path is decoded and the query is not.
 */
export function anHttpEvent({ path = '/', query = '', method = 'GET', stage = '$default', body, headers, cookies }: Asked) {
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    ...(cookies && { cookies }),
    headers: {
      accept: '*/*',
      ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      host: 'id.execute-api.us-east-1.amazonaws.com',
      'x-amzn-trace-id': 'Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e',
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...headers,
    },
    ...(query && { queryStringParameters: joined(query) }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'id',
      domainName: 'id.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'id',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'agent' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage,
      time: '12/Mar/2020:19:03:58 +0000',
      timeEpoch: 1_583_348_638_390,
    },
    pathParameters: { proxy: path.slice(1) },
    stageVariables: { stageVariable1: 'value1' },
    ...(body !== undefined && { body: Buffer.isBuffer(body) ? body.toString('base64') : body }),
    isBase64Encoded: Buffer.isBuffer(body),
  };
  return event;
}

const joined = (query: string) => {
  const given = new URLSearchParams(query);
  return Object.fromEntries([...new Set(given.keys())].map((name) => [name, given.getAll(name).join(',')]));
};
