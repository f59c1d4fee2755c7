import { Badge, Flex, Text } from '@radix-ui/themes';
import type { Event } from '#events/index.ts';
import { stepBehind } from '#events/order-saga.ts';
import { Moment } from '../parts/moment.tsx';
import type { Told } from './lanes.ts';
import { serviceWords, stepWords } from './words.ts';

/** Every event, the newest first. */
export function Story({ events }: { events: readonly Told[] }) {
  if (events.length === 0)
    return (
      <Text as="p" size="2" color="gray">
        Nothing yet. Events appear here within a second or two.
      </Text>
    );
  return (
    <ol className="story" reversed start={events.length}>
      {events.toReversed().map((event) => (
        <StoryLine key={event.id} event={event} />
      ))}
    </ol>
  );
}

/** Shown in place of the events of an archived order. */
export const Archived = ({ at }: { at: string }) => (
  <Text as="p" size="2" color="gray">
    This order was archived <Moment at={at} />. Its events and its address are no longer kept here.
  </Text>
);

function StoryLine({ event }: { event: Told }) {
  const service = event.source.slice(1);
  const name = serviceWords[service as keyof typeof serviceWords]?.name ?? service;
  return (
    <li>
      <Flex justify="between" gap="3" wrap="wrap" align="baseline">
        <span>
          <Text weight="medium">{wordsOf(event)}</Text>{' '}
          <Badge color="gray" size="1">
            {name}
          </Badge>
        </span>
        <Text size="2" color="gray">
          <Moment at={event.time} />
        </Text>
      </Flex>
    </li>
  );
}

/** An event of an unknown type is shown by the name of its type. */
function wordsOf(event: Told): string {
  const step = stepBehind(event as unknown as Event);
  const words = step && stepWords[step];
  if (!words) return event.type;
  return event.type.endsWith('Failed') || event.type.endsWith('Rejected') ? (words.refused ?? event.type) : words.done;
}
