import { randomUUID } from 'node:crypto';
import type { Stack } from '../../../../local/stack.ts';
import { fill, type Operation } from '../api.ts';
import { type People, type Person, someAddress } from '../people.ts';
import type { Answer, Wire } from '../sender.ts';
import type { Draft, DraftActor } from './drafts.ts';
import { fillIn, type PlaceholderName } from './placeholders.ts';

type Member = Exclude<DraftActor, 'anonymous' | 'forged'>;

export type FuzzCast = Awaited<ReturnType<typeof createCast>>;

// These end the session they are called with, so each such request uses a person whom nothing else needs.
const endSessions = ['DELETE /v1/auth/me', 'POST /v1/auth/password', 'POST /v1/auth/logout-everywhere'];

const renewAfterMilliseconds = 150_000;
const keptMax = 300;
// Each has a refresh token, which works once, and most requests that present one are invalid in another way.
const accountsCount = 60;
const extrasCount = 8;

type Options = { stack: Stack; people: People };

/** The callers, and the things to ask about, which grow with each success. */
export async function createCast({ stack, people }: Options) {
  const members: Record<Member, Signed> = {
    customer: signed(await people.create()),
    'other customer': signed(await people.create()),
    operator: signed(await people.create('operator')),
    admin: signed(await people.create('admin')),
  };
  const accounts = await createMany(people, accountsCount);
  const extras: Record<string, Person[]> = {};
  for (const key of endSessions) extras[key] = await createMany(people, extrasCount);
  const pools: Record<string, string[]> = {
    ...{
      order: [],
      deadLetter: [],
      run: [],
      upload: [],
      product: [],
      archivable: [],
      stocked: [],
      archived: [],
      cursor: [],
      etag: [],
    },
    // People who no longer sign in: they are disabled and enabled.
    account: (await createMany(people, extrasCount)).map(({ userId }) => userId),
    refreshToken: accounts.map(({ refreshToken }) => refreshToken),
  };
  const keep = (pool: string, id: string) => {
    const kept = pools[pool] ?? [];
    kept.push(id);
    if (kept.length > keptMax) kept.shift();
  };

  const retire = (productId: string) => {
    for (const name of ['product', 'archivable']) pools[name] = pools[name]?.filter((id) => id !== productId) ?? [];
    keep('archived', productId);
  };

  /** The caller of a draft, with a valid token; undefined for anonymous ones. */
  async function askerOf(draft: Draft, { key }: Operation): Promise<Person | undefined> {
    if (draft.actor === 'anonymous' || draft.actor === 'forged') return undefined;
    const extra = extras[key]?.[0];
    if (extra) return extra;
    const member = members[draft.actor];
    if (Date.now() - member.since > renewAfterMilliseconds) {
      member.since = Date.now();
      Object.assign(member.person, await people.renew(member.person));
    }
    return member.person;
  }

  function meaningOf(asker: Person | undefined): (name: PlaceholderName, index: number) => string {
    return (name, index) => {
      const account = accounts[index % accounts.length] ?? members.customer.person;
      if (name === 'email') return account.email;
      if (name === 'password') return account.password;
      if (name === 'ownPassword') return asker?.password ?? 'the password of nobody';
      if (name === 'unique') return `${index}-${randomUUID()}`;
      if (name === 'newestOrder') return pools.order?.at(-1) ?? randomUUID();
      if (name === 'refreshToken') return pools.refreshToken?.shift() ?? 'a token that no one has';
      const pool = pools[name] ?? [];
      return pool[index % Math.max(pool.length, 1)] ?? randomUUID();
    };
  }

  return {
    members: members as Record<Member, { person: Person }>,
    keep,

    /** The actual request, ready to send. */
    async toWire(draft: Draft, operation: Operation): Promise<Wire> {
      const asker = await askerOf(draft, operation);
      const put = (text: string) => fillIn(text, meaningOf(asker));
      // An upload belongs to a product, so both are resolved together.
      const upload = /upload:\d+/.test(draft.path.uploadId ?? '') ? put(draft.path.uploadId ?? '') : undefined;
      const path = upload ? `/v1/catalog/products/${upload}` : put(fill(operation.path, draft.path));
      const base =
        draft.through === 'gateway' ? stack.gatewayUrl : stack.services[operation.service as keyof Stack['services']].url;
      const headers = { 'x-client-address': someAddress(), ...credentials(draft, asker) };
      const body = typeof draft.body === 'string' ? put(draft.body) : draft.body;
      const said = Object.fromEntries(Object.entries(draft.headers).map(([name, value]) => [name, put(value)]));
      const chunked = draft.isChunked && body !== undefined ? { 'transfer-encoding': 'chunked' } : {};
      const query = draft.query.length > 0 ? `?${put(draft.query.join('&'))}` : '';
      return { method: draft.method, base, path: `${path}${query}`, headers: { ...headers, ...said, ...chunked }, body };
    },

    /** Learns from a success what else can be asked about. */
    learn({ key }: Operation, answer: Answer, path: string): void {
      if (answer.status >= 300) return;
      // The last person stays: their requests are refused from now on.
      if ((extras[key]?.length ?? 0) > 1) extras[key]?.shift();
      const body = answer.text ? (JSON.parse(answer.text) as Record<string, unknown>) : {};
      if (key === 'POST /v1/orders') keep('order', String(body.orderId));
      if (key === 'POST /v1/catalog/products') for (const pool of ['product', 'archivable']) keep(pool, String(body.productId));
      if (key === 'POST /v1/ops/reconciliations') keep('run', String(body.runId));
      // A redriven message is parked again under another id.
      if (key === 'GET /v1/ops/dead-letters')
        for (const { deadLetterId } of (body.items ?? []) as { deadLetterId: string }[]) keep('deadLetter', deadLetterId);
      const [, , , , id = ''] = path.split(/[/?]/);
      if (key === 'DELETE /v1/catalog/products/{productId}') retire(id);
      if (key === 'POST /v1/catalog/products/{productId}/media') keep('upload', `${id}/media/${body.uploadId}`);
      if (key.startsWith('GET /v1/catalog/') && answer.headers.etag) keep('etag', answer.headers.etag);
      if (body.nextCursor) keep('cursor', String(body.nextCursor));
      if (body.refreshToken) keep('refreshToken', String(body.refreshToken));
    },
  };
}

type Signed = { person: Person; since: number };

const signed = (person: Person): Signed => ({ person, since: Date.now() });

async function createMany(people: People, count: number): Promise<Person[]> {
  const all: Person[] = [];
  for (let made = 0; made < count; made++) all.push(await people.create());
  return all;
}

const forgeries = [
  'Bearer',
  'Bearer x',
  'Basic YTpi',
  'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.',
  'bearer null',
  'Bearer a.b.c',
];

function credentials({ actor, path, query }: Draft, asker: Person | undefined): Record<string, string> {
  // The choice of forgery depends only on the draft, so that it is reproducible.
  const choice = JSON.stringify([path, query]).length % forgeries.length;
  if (actor === 'forged') return { authorization: forgeries[choice] ?? '' };
  return asker ? { authorization: `Bearer ${asker.accessToken}` } : {};
}
