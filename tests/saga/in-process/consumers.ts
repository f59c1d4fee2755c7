import type { Publisher } from '#events/define-events.ts';
import type { Event } from '#events/index.ts';
import { stepOn } from '#events/order-saga.ts';
import type { Log } from '#shared/logging/logger.ts';
import { createDelivery } from '#shared/messaging/delivery.ts';
import { createOutage } from '#shared/saga/circuit-breaker.ts';
import { reactor } from '#shared/saga/reaction.ts';
import { reactions as billing } from '../../../containers/billing/reactions/index.ts';
import { reactions as inventory } from '../../../containers/inventory/reactions/index.ts';
import { reactions as orders } from '../../../containers/orders/reactions/index.ts';
import { reactions as shipping } from '../../../containers/shipping/reactions/index.ts';
import type { Parts } from './backends.ts';
import { type Bus, copyOf, type Message } from './bus.ts';
import { dyingAtCommit, type Fault, type Faults } from './faults.ts';

export type Handle = (event: Event) => Promise<readonly Event[]>;

/** The services' parts, and the way in which a handler is run. */
export type Services = { parts: Parts; consume: (handle: Handle) => Handle };

export type Publish = (service: Publisher, events: readonly Event[], fault?: Fault) => Promise<void>;

type ConsumerOptions = { services: Services; faults: Faults; bus: Pick<Bus, 'hide' | 'park'>; publish: Publish; log: Log };

/** Takes in messages as every service's consumer does, and lets happen to each what the plan says. */
export function createConsumers({ services: { parts, consume }, faults, bus, publish, log }: ConsumerOptions) {
  const outages = Object.fromEntries(publishers.map((service) => [service, createOutage({ log })])) as Record<
    Publisher,
    ReturnType<typeof createOutage>
  >;
  const lost: Message[] = [];

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

  function takeIn(message: Message, fault?: Fault): Promise<void> {
    const service = message.queue;
    const deliverNow = createDelivery({
      queue: queueOf(message, fault),
      outage: outages[service],
      handle: consume(handlerOf(service, fault)),
      publish: (events) => publish(service, events, fault),
      log,
      visibilityTimeoutSeconds: 30,
      handleSecondsMax: 60,
    });
    return deliverNow({ ...message, receiptHandle: message.id }, neverStopping);
  }

  function handlerOf(service: Publisher, fault: Fault | undefined): Handle {
    const handle = reactorOf(service, mortal(fault));
    return async (event) => {
      faults.failIf(fault, 'fails before commit');
      const answers = await handle(event);
      faults.failIf(fault, 'fails after commit');
      return answers;
    };
  }

  function mortal(fault: Fault | undefined): Parts {
    if (fault === 'fails before second commit') return dyingAtCommit(parts, 2, () => faults.failIf(fault, fault));
    if (fault === 'fails before third commit') return dyingAtCommit(parts, 3, () => faults.failIf(fault, fault));
    return parts;
  }

  const queueOf = (message: Message, fault: Fault | undefined) => ({
    receive: async () => [],
    hide: async () => bus.hide(message),
    park: async (_: unknown, reason: string) => bus.park(message, reason),
    async remove() {
      if (fault === 'acknowledgement lost') bus.hide(message);
      faults.failIf(fault, 'acknowledgement lost');
    },
  });

  /** Hands out the messages that were lost so far. */
  const findLost = (): readonly Message[] => lost.splice(0);

  return { deliver, findLost };
}

const publishers: readonly Publisher[] = ['orders', 'inventory', 'billing', 'shipping'];
const neverStopping = new AbortController().signal;

const twinOf = (message: Message): Message => ({ ...copyOf(message), receiveCount: 1 });

function reactorOf(service: Publisher, { reservations, payments, provider, shipments, carrier, ...own }: Parts): Handle {
  switch (service) {
    case 'orders':
      return reactor('orders', orders, { orders: own.orders, patience: own.patience });
    case 'inventory':
      return reactor('inventory', inventory, { reservations });
    case 'billing':
      return reactor('billing', billing, { payments, provider });
    case 'shipping':
      return reactor('shipping', shipping, { shipments, carrier });
    default:
      return service satisfies never;
  }
}
