import { Duplex } from 'node:stream';
import { ConfigError } from '#shared/config/load-config.ts';
import { failAtClose } from './fail-at-close.ts';
import { iamPassword } from './iam-password.ts';
import { openSocket } from './open-socket.ts';

export type ServerOptions = { authentication?: 'password' | 'iam'; silentSecondsMax: number };

/**
 * What postgres.js is told of a server: how to open a connection to it, which includes TLS when the URL asks for it by
 * `sslmode=verify-full`, and the password of the moment. Our own TLS, because postgres.js does not verify in most of its
 * modes, does not know the host of a socket that it is given, and takes our bound on silence off it.
 * @throws ConfigError for a token of IAM that would be sent in the clear
 */
export function serverOptions(url: string, { authentication = 'password', silentSecondsMax }: ServerOptions) {
  const server = new URL(url);
  const isSecure = server.searchParams.get('sslmode') === 'verify-full';
  const newPassword = authentication === 'iam' ? iamPassword(server) : undefined;
  if (newPassword && !isSecure) {
    throw new ConfigError(['DATABASE_AUTHENTICATION: iam needs a DATABASE_URL with sslmode=verify-full']);
  }
  let password = '';

  // A password that postgres.js waits for and does not get would end the process, so it is got beforehand, where a failure
  // is a connection's. It may be that of another connection made at the same time, which is as good.
  async function socket({ host: [host = ''], port: [port = 0] }: { host: string[]; port: number[] }) {
    try {
      if (newPassword) password = await newPassword();
      return failAtClose(await openSocket({ host, port, isSecure, silentSecondsMax }));
    } catch (error) {
      return failing(error as Error);
    }
  }

  // Without the mode, which is ours to know. `ssl` is said because PGSSL in the environment would speak otherwise.
  server.search = '';
  return { url: server.href, options: { ssl: false, socket, ...(newPassword ? { password: () => password } : {}) } };
}

/**
 * postgres.js never lets go of a connection whose socket could not be made, nor of one that breaks before it was written to.
 * So it gets one that breaks as soon as it is.
 */
function failing(error: Error): Duplex {
  return new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done(error) });
}
