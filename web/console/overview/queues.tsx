import { Card, Heading, Text } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Moment } from '../../parts/moment.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Table } from '../parts/table.tsx';
import { oldestMessageText } from './oldest-message-text.ts';
import { openLettersQuery, queuesQuery } from './overview-query.ts';

/** What waits in the queues and for how long, the oldest order that is waiting for each consumer, and what no one could process. */
export function Queues() {
  const { data, error, refetch } = useQuery(queuesQuery());
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="2">
        Queues
      </Heading>
      <OpenLetters />
      {error && <Trouble of={error} retry={refetch} />}
      {data && (
        <Table label="Queues" columns={['Consumer', 'Waiting', 'In flight', 'Oldest message', 'Oldest order']}>
          {data.queues.map(({ queue, waiting, inFlight, oldestWaiting, ...rest }) => (
            <tr key={queue}>
              <th scope="row">{queue}</th>
              <td>{waiting}</td>
              <td>{inFlight}</td>
              <td>{oldestMessageText({ waiting, inFlight, ...rest })}</td>
              <td>{oldestWaiting ? <Since {...oldestWaiting} /> : 'none'}</td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

const Since = ({ orderId, since }: { orderId: string; since: string }) => (
  <Link to={`/console/orders/${orderId}`}>
    <Moment at={since} />
  </Link>
);

function OpenLetters() {
  const { data, error, refetch } = useQuery(openLettersQuery());
  if (error) return <Trouble of={error} retry={refetch} />;
  if (!data) return null;
  return (
    <Text as="p" size="2" mb="2" {...(data.many > 0 && { color: 'red' })}>
      <Link to="/console/dead-letters">{lettersText(data)}</Link>
    </Text>
  );
}

function lettersText({ many, isMore }: { many: number; isMore: boolean }): string {
  if (isMore) return `More than ${many} open dead letters`;
  return many === 0 ? 'No open dead letters' : many === 1 ? '1 open dead letter' : `${many} open dead letters`;
}
