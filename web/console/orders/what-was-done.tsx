import { Card, Flex, Heading, Text } from '@radix-ui/themes';
import { Moment } from '../../parts/moment.tsx';

type Action = { action: string; reason: string; operatorId: string; at: string };

/** What operators did, the latest first: who, when and why. */
export const WhatWasDone = ({ actions }: { actions: readonly Action[] }) => (
  <Card size="3">
    <Heading as="h2" size="4" mb="4">
      What operators did
    </Heading>
    {actions.length === 0 && (
      <Text as="p" size="2" color="gray">
        Nothing yet.
      </Text>
    )}
    <Flex direction="column" gap="3" asChild>
      <ul className="plain-list">
        {actions.map(({ action, reason, operatorId, at }) => (
          <li key={at + action}>
            <Text as="p" size="2">
              <strong>{action}</strong>: {reason}
            </Text>
            <Text as="p" size="1" color="gray">
              <Moment at={at} /> by <code className="id">{operatorId}</code>
            </Text>
          </li>
        ))}
      </ul>
    </Flex>
  </Card>
);
