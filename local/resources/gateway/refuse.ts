import type { ServerResponse } from 'node:http';

/** API Gateway's own words, by status. */
export const gatewayMessages = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  // HTTP APIs give this one for an integration that cannot be reached and for one that is too slow; 504 is the REST APIs' way.
  503: 'Service Unavailable',
};

/** Answers in API Gateway's own words, which are not problem+json: nothing of ours has seen the request. */
export function refuse(response: ServerResponse, status: keyof typeof gatewayMessages, requestId: string): void {
  const body = JSON.stringify({ message: gatewayMessages[status] });
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length, 'apigw-requestid': requestId });
  response.end(body);
}
