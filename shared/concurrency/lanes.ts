/**
 * Runs what comes for one key one after the other, and for different keys side by side. What comes for a key in the same
 * moment, or while its lane is busy, is run together next. `run` must not reject.
 */
export function createLanes<Task>(run: (key: string, tasks: readonly Task[]) => Promise<void>) {
  const lanes = new Map<string, Task[]>();

  function add(key: string, task: Task): void {
    const lane = lanes.get(key);
    if (lane) {
      lane.push(task);
      return;
    }
    lanes.set(key, [task]);
    void drain(key);
  }

  async function drain(key: string): Promise<void> {
    // Whoever adds several in one go finds them together.
    await undefined;
    for (let tasks = takeAll(key); tasks.length > 0; tasks = takeAll(key)) await run(key, tasks);
    lanes.delete(key);
  }

  function takeAll(key: string): readonly Task[] {
    return lanes.get(key)?.splice(0) ?? [];
  }

  return { add };
}
