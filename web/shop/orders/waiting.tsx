import { Flex, Spinner, Text } from '@radix-ui/themes';
import { rows } from '#events/order-saga.ts';
import type { Schemas } from '../../../client/index.ts';
import { serviceWords, stepWords } from '../../saga/words.ts';

/** What the order is waiting for, and from which service. */
export function Waiting({ order: { waitingFor } }: { order: Schemas['Order'] }) {
  if (waitingFor.length === 0) return null;
  return (
    <Flex align="center" gap="2">
      <Spinner />
      <Text as="p" size="2">
        Waiting for {waitingFor.map(debtText).join(', and for ')}.
      </Text>
    </Flex>
  );
}

function debtText({ service, event }: Schemas['Order']['waitingFor'][number]): string {
  const step = rows.find(([, { by, emits }]) => by === service && emits === event)?.[0];
  const who = serviceWords[service as keyof typeof serviceWords]?.name ?? service;
  const what = (step && stepWords[step]?.label) ?? event;
  return `${who} to ${what.charAt(0).toLowerCase()}${what.slice(1)}`;
}
