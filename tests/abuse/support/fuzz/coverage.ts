import type { Operation } from '../api.ts';

/** Counts the responses by route, so that a run with nothing but refusals is noticed. */
export function createCoverage(operations: readonly Operation[]) {
  const counts = new Map<string, number>();
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const totalOf = (matches: (status: number) => boolean) =>
    [...counts].reduce((sum, [name, times]) => (matches(Number(name.split(' ').at(-1))) ? sum + times : sum), 0);

  return {
    note: (operation: Operation | undefined, status: number) => void count(`${operation?.key ?? 'no route'} ${status}`),
    total: () => totalOf(() => true),
    succeeded: () => totalOf((status) => status < 300),
    /** The routes that never succeeded. */
    withoutSuccess: () =>
      operations
        .filter(({ key }) => ![200, 201, 202, 204].some((status) => counts.has(`${key} ${status}`)))
        .map(({ key }) => key),
    /** The documented responses that never occurred, except those of a throttled, broken or unreachable system. */
    unseen: () =>
      operations.flatMap(({ key, responses }) =>
        Object.keys(responses)
          .map((status) => `${key} ${status}`)
          .filter((name) => !/ (429|500|503)$/.test(name) && !counts.has(name)),
      ),
  };
}
