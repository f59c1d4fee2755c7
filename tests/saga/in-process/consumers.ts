import type { Event } from '#events/index.ts';
import { stepOn } from '#events/order-saga.ts';
import type { Log } from '#shared/logging/logger.ts';
import { createDelivery } from '#shared/messaging/delivery.ts';
import { type Bus, copyOf, type Message } from './bus.ts';
import type { Fault, Faults } from './faults.ts';
import type { Handle, Replica } from './replicas.ts';

type ConsumerOptions = {
  /** Two replicas of each service, which know nothing of each other. */
  replicas: readonly [Replica, Replica];
  consume: (handle: Handle) => Handle;
  faults: Faults;
  bus: Pick<Bus, 'hide' | 'park'>;
  log: Log;
};

/** Handles messages as every service's consumer does, alternating between two replicas, with the plan's faults. */
export function createConsumers({ replicas, consume, faults, bus, log }: ConsumerOptions) {
  const lost: Message[] = [];
  let turn = 0;

  async function deliver(message: Message): Promise<void> {
    const { queue: service, type, orderId, receiveCount: attempt } = message;
    const fault = faults.choose({ service, step: stepOn(service, type), type, orderId, attempt });
    switch (fault) {
      case 'lost':
        faults.happens(fault);
        lost.push(message);
        return;
      case 'delayed':
        faults.happens(fault);
        return bus.hide(message);
      case 'twice at once':
        faults.happens(fault);
        await Promise.all([takeIn(message), takeIn(twinOf(message))]);
        return;
      case 'twice in sequence':
        faults.happens(fault);
        await takeIn(message);
        return takeIn(twinOf(message));
      default:
        return takeIn(message, fault);
    }
  }

  async function takeIn(message: Message, fault?: Fault): Promise<void> {
    const replica = replicas[turn++ % 2 === 0 ? 0 : 1];
    const received = { ...message, receiptHandle: message.id };
    const delivery = createDelivery({
      queue: queueOf(message, fault),
      handle: consume((event: Event) => replica.handle(message.queue, event, fault)),
      log,
      visibilityTimeoutSeconds: 30,
      handleSecondsMax: 60,
    });
    await delivery.acknowledge(received, await delivery.handle(received, neverStopping));
  }

  const queueOf = (message: Message, fault: Fault | undefined) => ({
    name: message.queue,
    receive: async () => [],
    hide: async () => bus.hide(message),
    park: async (_: unknown, reason: string) => bus.park(message, reason),
    async remove() {
      if (fault === 'acknowledgement lost') bus.hide(message);
      faults.failIf(fault, 'acknowledgement lost');
    },
  });

  /** Returns the messages that were lost so far. */
  const findLost = (): readonly Message[] => lost.splice(0);

  return { deliver, findLost };
}

const neverStopping = new AbortController().signal;

const twinOf = (message: Message): Message => ({ ...copyOf(message), receiveCount: 1 });
