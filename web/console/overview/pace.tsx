import { Card, Flex, Heading, Text } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { serverNow } from '../../app/clock.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { MinuteChart } from './minute-chart.tsx';
import { everyMinute } from './minutes.ts';
import { paceQuery } from './overview-query.ts';

/** How many orders are placed each minute, and how long they take to settle. */
export function Pace() {
  const { data, error, refetch } = useQuery(paceQuery());
  const sumOf = (what: 'placed' | 'cancelled') => data?.minutes.reduce((sum, minute) => sum + minute[what], 0) ?? 0;
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="2">
        The last hour
      </Heading>
      {error && <Trouble of={error} retry={refetch} />}
      {data && (
        <>
          <Flex gap="5" wrap="wrap" mb="3">
            <Fact name="Placed" value={String(sumOf('placed'))} />
            <Fact name="Cancelled" value={String(sumOf('cancelled'))} />
            <Fact name="Settled" value={String(data.settled)} />
            <Fact name="Half settled within" value={secondsText(data.settleSeconds?.p50)} />
            <Fact name="95 % settled within" value={secondsText(data.settleSeconds?.p95)} />
          </Flex>
          <MinuteChart minutes={everyMinute(data.minutes, serverNow())} />
        </>
      )}
    </Card>
  );
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <Flex direction="column">
    <Text size="2" color="gray">
      {name}
    </Text>
    <Text size="5" weight="bold" className="figure">
      {value}
    </Text>
  </Flex>
);

const secondsText = (seconds: number | undefined): string =>
  seconds === undefined ? '–' : seconds < 60 ? `${seconds.toFixed(2)} s` : `${Math.round(seconds / 60)} min`;
