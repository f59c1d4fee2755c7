import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';

export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

/**
 * Writes bytes on a new connection, as no HTTP client would, chunk by chunk, and waits until the other side has closed it.
 * Rejects when that truncates a response.
 */
export async function sayOverSocket(url: string, ...pieces: (string | Buffer)[]): Promise<RawAnswer[]> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const received: Buffer[] = [];
  const closed = new Promise<void>((resolve) => {
    socket.on('data', (chunk) => void received.push(chunk));
    // Responses count even if the rest of our bytes was not read.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
  for (const piece of pieces) {
    if (!socket.writable) break;
    socket.write(piece);
    await turn();
  }
  await closed;
  return parseAnswers(Buffer.concat(received));
}

/** Splits a server's output by the announced lengths, so that a response within a response would show. */
function parseAnswers(bytes: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const end = rest.indexOf('\r\n\r\n');
    const [statusLine = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
    if (end < 0 || !status) throw new Error(`This is no answer: ${rest.subarray(0, 200)}`);
    const headers = Object.fromEntries(
      lines.map((line) => [line.split(':', 1)[0]?.toLowerCase(), line.replace(/^[^:]*: ?/, '')]),
    );
    const length = Number(headers['content-length'] ?? 0);
    const body = rest.subarray(end + 4, end + 4 + length);
    if (body.length < length) throw new Error(`An answer of ${length} bytes broke off after ${body.length}`);
    if (status !== 100) answers.push({ status, headers, body: body.toString() });
    rest = rest.subarray(end + 4 + length);
  }
  return answers;
}
