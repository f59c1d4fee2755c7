/** Random numbers that are the same for the same seed. Streams are independent, so an extra draw from one does not change another. */
export type Chance = ReturnType<typeof createChance>;

export function createChance(seed: string) {
  let state = hashOf(seed);

  /** From 0 up to but not including 1. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  const between = (least: number, most: number): number => least + next() * (most - least);
  const below = (bound: number): number => Math.floor(next() * bound);
  const happens = (probability: number): boolean => next() < probability;
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;

  /** By weight: `{ often: 3, seldom: 1 }`. */
  function weighed<T extends string>(weights: Record<T, number>): T {
    const entries = Object.entries(weights) as [T, number][];
    let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return entries.at(-1)?.[0] as T;
  }

  function shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list];
    return list.map(() => rest.splice(below(rest.length), 1)[0] as T);
  }

  const stream = (name: string) => createChance(`${seed}/${name}`);

  return { next, between, below, happens, pick, weighed, shuffled, stream };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
