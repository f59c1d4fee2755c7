import { Flex, Text } from '@radix-ui/themes';
import { Moment } from '../../parts/moment.tsx';

type Action = { action: string; reason?: string | undefined; by: string; at: string };

/** What was done: who, when and why. */
export function ActionList({ label, actions }: { label: string; actions: readonly Action[] }) {
  if (actions.length === 0)
    return (
      <Text as="p" size="2" color="gray">
        Nothing yet.
      </Text>
    );
  return (
    <Flex direction="column" gap="3" asChild>
      <ul className="plain-list" aria-label={label}>
        {actions.map(({ action, reason, by, at }) => (
          <li key={at + action}>
            <Text as="p" size="2">
              <strong>{action}</strong>
              {reason && `: ${reason}`}
            </Text>
            <Text as="p" size="1" color="gray">
              <Moment at={at} /> by <code className="id">{by}</code>
            </Text>
          </li>
        ))}
      </ul>
    </Flex>
  );
}
