import type { WireAnswer } from '../../../local/wire-proxy.ts';

/** An answer in AWS's JSON format. */
export function jsonAnswer(status: number, body: object): WireAnswer {
  const text = Buffer.from(JSON.stringify(body));
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0', 'content-length': text.length }, body: text };
}

/** An answer of SNS. */
export function xmlAnswer(status: number, xml: string): WireAnswer {
  const body = Buffer.from(xml);
  return { status, headers: { 'content-type': 'text/xml', 'content-length': body.length }, body };
}

/** The answer with another body. */
export function withBody(answer: WireAnswer, body: object): WireAnswer {
  const text = Buffer.from(JSON.stringify(body));
  const { 'x-amz-crc32': _, 'content-encoding': __, ...headers } = answer.headers;
  return { ...answer, headers: { ...headers, 'content-length': text.length }, body: text };
}
