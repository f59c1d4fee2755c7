import { randomBytes, randomInt } from 'node:crypto';
import postgres from 'postgres';
import type { Stack } from '../../../local/stack.ts';
import { createSender } from './sender.ts';

export type Role = 'customer' | 'operator' | 'admin';

/** Someone who is registered and signed in. */
export type Person = {
  email: string;
  password: string;
  name: string;
  userId: string;
  roles: readonly Role[];
  accessToken: string;
  refreshToken: string;
};

export type People = ReturnType<typeof createPeople>;

/** Registers people directly at the service, each from a separate address, and grants roles as an operator's task would. */
export function createPeople({ services, backends }: Pick<Stack, 'services' | 'backends'>) {
  const sql = postgres(backends.postgres.adminUrl, { max: 2, onnotice: () => undefined });
  const sender = createSender();

  async function post<T>(path: string, body: object, status: number): Promise<T> {
    const headers = { 'content-type': 'application/json', 'x-client-address': someAddress() };
    const wire = { method: 'POST', base: services.auth.url, path, headers, body: JSON.stringify(body) };
    const answer = await sender.send(wire);
    if (answer.status !== status) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text) as T;
  }

  /** Tokens of a new session. */
  async function signIn({ email, password }: { email: string; password: string }): Promise<Tokens> {
    const { accessToken, refreshToken } = await post<Tokens>('/v1/auth/login', { email, password }, 200);
    return { accessToken, refreshToken };
  }

  /** A new person. Besides being a customer they have the given role, as `grant-role` would set it. */
  async function create(role: Role = 'customer'): Promise<Person> {
    const mark = randomBytes(6).toString('hex');
    const said = { email: `${mark}@people.test`, password: `Correct-horse-${mark}`, name: `Name-${mark}` };
    const { userId } = await post<{ userId: string }>('/v1/auth/register', said, 201);
    const roles: Role[] = role === 'customer' ? ['customer'] : ['customer', role];
    await sql`update auth.users set roles = ${roles} where user_id = ${userId}`;
    return { ...said, userId, roles, ...(await signIn(said)) };
  }

  /** The next tokens of a session. */
  async function renew({ refreshToken: used }: Person): Promise<Tokens> {
    const { accessToken, refreshToken } = await post<Tokens>('/v1/auth/refresh', { refreshToken: used }, 200);
    return { accessToken, refreshToken };
  }

  const close = async () => {
    sender.close();
    await sql.end({ timeout: 5 });
  };
  return { create, signIn, renew, sql, close };
}

type Tokens = { accessToken: string; refreshToken: string };

/** An address from the benchmarking range (RFC 2544), because the service counts attempts by address. */
export const someAddress = (): string => `198.${18 + randomInt(2)}.${randomInt(256)}.${randomInt(256)}`;
