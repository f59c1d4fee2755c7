import { Card, Flex, Grid, Heading, Skeleton, Text } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Moment } from '../../parts/moment.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { statusWords } from '../../saga/status-words.ts';
import { countsQuery } from './overview-query.ts';

/** How many orders have each status, and how many of them are overdue. */
export function StatusCounts() {
  const { data, error, refetch } = useQuery(countsQuery());
  const overdue = data?.counts.reduce((sum, { overdue }) => sum + overdue, 0) ?? 0;
  return (
    <section>
      <Heading as="h2" size="4" mb="1">
        Orders
      </Heading>
      <Text as="p" size="2" color="gray" mb="3">
        All that are not settled, and those placed since {data ? <Moment at={data.from} /> : '…'}
      </Text>
      {error && <Trouble of={error} retry={refetch} />}
      {!data && !error && <Skeleton width="100%" height="6em" />}
      {data && (
        <Grid columns={{ initial: '2', sm: '3', md: '5' }} gap="3">
          <Figure to="?overdue=true" name="Stuck" value={overdue} isBad={overdue > 0} />
          {data.counts.map(({ status, orders, overdue }) => (
            <Figure
              key={status}
              to={`?status=${status}`}
              name={statusWords({ status, settled: true }).label}
              value={orders}
              note={overdue > 0 ? `${overdue} overdue` : undefined}
            />
          ))}
        </Grid>
      )}
    </section>
  );
}

type FigureProps = { to: string; name: string; value: number; note?: string | undefined; isBad?: boolean };

const Figure = ({ to, name, value, note, isBad = false }: FigureProps) => (
  <Card asChild size="2" className="figure-card">
    <Link to={`/console/orders${to}`}>
      <Flex direction="column">
        <Text size="2" color={isBad ? 'red' : 'gray'}>
          {name}
        </Text>
        <Text size="7" weight="bold" className="figure" {...(isBad && { color: 'red' })}>
          {value}
        </Text>
        {note && (
          <Text size="1" color="red">
            {note}
          </Text>
        )}
      </Flex>
    </Link>
  </Card>
);
