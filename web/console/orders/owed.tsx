import { Flex, Text } from '@radix-ui/themes';
import { rows } from '#events/order-saga.ts';
import type { Schemas } from '../../../client/index.ts';
import { Moment } from '../../parts/moment.tsx';
import { serviceWords, stepWords } from '../../saga/words.ts';

/** Which service owes what, and since when, or that none owes anything. */
export function Owed({ order: { owed, settled, overdue, deadline, status } }: { order: Schemas['OrderDossier'] }) {
  if (owed.length === 0)
    return (
      <Text as="p" size="4" weight="medium" role="status">
        {settled ? 'Settled: no service owes anything.' : 'No service owes anything right now.'}
      </Text>
    );
  return (
    <Flex direction="column" gap="1" role="status">
      {owed.map(({ service, event, since }) => (
        <Text as="p" key={service + event} size="4" weight="medium">
          {nameOf(service)} owes {event} ({labelOf(service, event)}), asked for <Moment at={since} />
        </Text>
      ))}
      {(overdue || isOpen(status)) && (
        <Text as="p" size="2">
          {overdue ? 'It should have arrived by now. Is that service running, and is there a dead letter? ' : ''}
          {isOpen(status) && (
            <>
              Without a decision it is cancelled <Moment at={deadline} />.
            </>
          )}
        </Text>
      )}
    </Flex>
  );
}

const isOpen = (status: Schemas['Order']['status']) =>
  status === 'PLACED' || status === 'STOCK_RESERVED' || status === 'PAYMENT_AUTHORIZED';

const nameOf = (service: string) => serviceWords[service as keyof typeof serviceWords]?.name ?? service;

function labelOf(service: string, event: string): string {
  const step = rows.find(([, { by, emits }]) => by === service && emits === event)?.[0];
  const label = (step && stepWords[step]?.label) ?? event;
  return label.charAt(0).toLowerCase() + label.slice(1);
}
