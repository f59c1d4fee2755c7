import { Badge, Flex, Text } from '@radix-ui/themes';
import { Moment } from '../../parts/moment.tsx';
import type { Told } from '../../saga/lanes.ts';

/** Every event, the newest first, each with its body. */
export function Timeline({ events }: { events: readonly Told[] }) {
  if (events.length === 0)
    return (
      <Text as="p" size="2" color="gray">
        Nothing yet. Events appear here within a second or two.
      </Text>
    );
  return (
    <ol className="story" reversed start={events.length}>
      {events.toReversed().map(({ id, type, source, time, data }) => (
        <li key={id}>
          <details>
            <summary>
              <Text weight="medium">{type}</Text>{' '}
              <Badge color="gray" size="1">
                {source.slice(1)}
              </Badge>
            </summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard */}
            <pre className="body" tabIndex={0}>
              {JSON.stringify(data, null, 2)}
            </pre>
            <Text size="1" color="gray">
              Event <code className="id">{id}</code>
            </Text>
          </details>
          <Flex>
            <Text size="2" color="gray">
              <Moment at={time} />
            </Text>
          </Flex>
        </li>
      ))}
    </ol>
  );
}
