import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `fact` neither rejects nor is false, checking every few milliseconds. @throws when it does not hold in time */
export async function eventually(fact: () => unknown, withinSeconds = 10): Promise<void> {
  const deadline = performance.now() + withinSeconds * 1000;
  for (;;) {
    try {
      if ((await fact()) !== false) return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    if (performance.now() > deadline) throw new Error(`not so within ${withinSeconds} s: ${fact}`);
    await sleep(5);
  }
}
