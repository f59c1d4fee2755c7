import type { ServerResponse } from 'node:http';

/** API Gateway's own messages, by status. */
export const gatewayMessages = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  // HTTP APIs answer 503 for an integration that is unreachable or too slow; 504 is what REST APIs use.
  503: 'Service Unavailable',
};

/** Answers with API Gateway's own message, which is not problem+json: no service of ours has seen the request. */
export function refuse(response: ServerResponse, status: keyof typeof gatewayMessages, requestId: string): void {
  const body = JSON.stringify({ message: gatewayMessages[status] });
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length, 'apigw-requestid': requestId });
  response.end(body);
}
