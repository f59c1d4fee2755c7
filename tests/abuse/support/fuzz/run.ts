import fc from 'fast-check';
import { type Operation, operations } from '../api.ts';
import { inLanes } from '../lanes.ts';
import type { Sender } from '../sender.ts';
import type { FuzzCast } from './cast.ts';
import { createCoverage } from './coverage.ts';
import { type Draft, draftsFor } from './drafts.ts';
import { documentedFor, flawsOf, toCurl } from './judge.ts';

export type FuzzOptions = { cast: FuzzCast; sender: Sender; requests: number; seed: number };

const lanesMax = 12;
// Short, so that every route is also tried late, when what it needs has been created.
const chunkLength = 20;
const failuresMax = 20;

/**
 * Sends this many requests to all routes, mixed and concurrently, and checks every response. A failing request is shrunk to the
 * smallest that still fails. The seed determines the requests; only the referenced things depend on earlier requests.
 */
export async function fuzz({ cast, sender, requests, seed }: FuzzOptions) {
  const coverage = createCoverage(operations);
  const failures: string[] = [];

  /** Sends a draft. @throws with what is wrong with the response, and the request as a command */
  async function judge(draft: Draft, operation: Operation): Promise<void> {
    const wire = await cast.toWire(draft, operation);
    const answer = await sender.send(wire);
    const documented = documentedFor(wire, operation);
    coverage.note(documented, answer.status);
    if (documented) cast.learn(documented, answer, wire.path);
    const flaws = flawsOf(answer, draft, documented);
    if (flaws.length > 0)
      throw new Error(`${flaws.join('; ')}\n    ${toCurl(wire, draft.actor)}\n    ${answer.status} ${answer.text.slice(0, 400)}`);
  }

  async function run({ operation, runs, number }: Chunk): Promise<void> {
    if (failures.length >= failuresMax) return;
    const property = fc.asyncProperty(draftsFor(operation), (draft) => judge(draft, operation));
    const details = await fc.check(property, { seed: seed + number, numRuns: runs, interruptAfterTimeLimit: 60_000 });
    if (details.failed) failures.push(`${operation.key}: ${reason(details.errorInstance)}\n    FUZZ_SEED=${seed}`);
  }

  await inLanes(chunksOf(requests, seed), lanesMax, run);
  return { coverage, failures };
}

type Chunk = { operation: Operation; runs: number; number: number };

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

// Hashing a password takes as long as a hundred other requests.
const weights: Record<string, number> = {
  'POST /v1/auth/register': 2,
  'POST /v1/auth/login': 2,
  'POST /v1/auth/password': 2,
  'DELETE /v1/auth/me': 2,
  'POST /v1/auth/logout-everywhere': 2,
  'POST /v1/catalog/products': 4,
  'GET /v1/catalog/categories': 3,
};
const usualWeight = 10;

/** Distributes the requests over the routes and shuffles them, so that all kinds are mixed. */
function chunksOf(requests: number, seed: number): Chunk[] {
  const weightOf = ({ key }: Operation) => weights[key] ?? usualWeight;
  const sum = operations.reduce((total, operation) => total + weightOf(operation), 0);
  const chunks = operations.flatMap((operation) => {
    const runs = Math.ceil((requests * weightOf(operation)) / sum);
    return Array.from({ length: Math.ceil(runs / chunkLength) }, (_, index) => ({
      operation,
      runs: Math.min(chunkLength, runs - index * chunkLength),
    }));
  });
  const numbered = chunks.map((chunk, number) => ({ ...chunk, number }));
  return fc.sample(fc.shuffledSubarray(numbered, { minLength: numbered.length }), { seed, numRuns: 1 })[0] ?? [];
}
