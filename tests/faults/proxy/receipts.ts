import type { Message } from '@aws-sdk/client-sqs';

export type Receipts = ReturnType<typeof createReceipts>;

/** Messages that a process has received and that the others get again soon. */
type Held = {
  /** Resolves with whether another process has received one of them within this time. */
  reachesAnother(milliseconds: number): Promise<boolean>;
};

type Wait = { seconds: number; resolve: (held: Held | undefined) => void };

/** Knows which process has received which message. For a process that is stopped while it has some of them. */
export function createReceipts() {
  const waits = new Map<string, Wait>();
  const watchers = new Set<(caller: string, ids: readonly string[]) => void>();

  function hold(caller: string, ids: readonly string[]): Held {
    const moved = Promise.withResolvers<void>();
    const watcher = (other: string, others: readonly string[]) => {
      if (other !== caller && others.some((id) => ids.includes(id))) moved.resolve();
    };
    watchers.add(watcher);
    return {
      async reachesAnother(milliseconds) {
        const isInTime = await inTime(
          milliseconds,
          moved.promise.then(() => true as const),
        );
        watchers.delete(watcher);
        return isInTime ?? false;
      },
    };
  }

  return {
    /** For how long the caller's next messages are hidden, if not for as long as it asks. */
    hiddenSecondsOf: (caller: string): number | undefined => waits.get(caller)?.seconds,

    note(caller: string, messages: readonly Message[], hiddenSeconds: number | undefined): void {
      const ids = messages.map(({ MessageId = '' }) => MessageId);
      for (const watcher of watchers) watcher(caller, ids);
      const wait = waits.get(caller);
      if (!wait || hiddenSeconds === undefined || ids.length === 0) return;
      waits.delete(caller);
      wait.resolve(hold(caller, ids));
    },

    /** Resolves at the moment at which the caller receives messages that are hidden for so few seconds, or with undefined. */
    async next(caller: string, seconds: number, milliseconds: number): Promise<Held | undefined> {
      const { promise, resolve } = Promise.withResolvers<Held | undefined>();
      waits.set(caller, { seconds, resolve });
      const held = await inTime(milliseconds, promise);
      waits.delete(caller);
      return held;
    },
  };
}

async function inTime<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), milliseconds);
  const first = await Promise.race([promise, late]);
  clearTimeout(timer);
  return first;
}
