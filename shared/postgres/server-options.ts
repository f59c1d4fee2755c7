import { Duplex } from 'node:stream';
import { ConfigError } from '#shared/config/load-config.ts';
import { failAtClose } from './fail-at-close.ts';
import { iamPassword } from './iam-password.ts';
import { openSocket } from './open-socket.ts';

export type ServerOptions = { authentication?: 'password' | 'iam'; silentSecondsMax: number };

/**
 * The options for postgres.js to reach a server: how to open a connection, with TLS if the URL has `sslmode=verify-full`, and
 * the current password. TLS is our own because postgres.js does not verify certificates in most of its modes, does not know the
 * host of a socket that it is given, and removes our silence timeout.
 * @throws ConfigError for an IAM token that would be sent in the clear
 */
export function serverOptions(url: string, { authentication = 'password', silentSecondsMax }: ServerOptions) {
  const server = new URL(url);
  const isSecure = server.searchParams.get('sslmode') === 'verify-full';
  const newPassword = authentication === 'iam' ? iamPassword(server) : undefined;
  if (newPassword && !isSecure) {
    throw new ConfigError(['DATABASE_AUTHENTICATION: iam needs a DATABASE_URL with sslmode=verify-full']);
  }
  let password = '';

  // If postgres.js waits for a password and the call fails, the process ends. So we get it beforehand, where a failure only
  // breaks the connection. It may be the password of a concurrent connection, which works just as well.
  async function socket({ host: [host = ''], port: [port = 0] }: { host: string[]; port: number[] }) {
    try {
      if (newPassword) password = await newPassword();
      return failAtClose(await openSocket({ host, port, isSecure, silentSecondsMax }));
    } catch (error) {
      return failing(error as Error);
    }
  }

  // The mode is removed because only we handle it. `ssl` is set explicitly because PGSSL in the environment would override it.
  server.search = '';
  return { url: server.href, options: { ssl: false, socket, ...(newPassword ? { password: () => password } : {}) } };
}

/**
 * postgres.js never releases a connection whose socket could not be opened, or that breaks before its first write. So it gets a
 * socket that breaks on the first write.
 */
function failing(error: Error): Duplex {
  return new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done(error) });
}
