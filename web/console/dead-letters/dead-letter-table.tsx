import { Badge, Text } from '@radix-ui/themes';
import { Link } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { Moment } from '../../parts/moment.tsx';
import { Table } from '../parts/table.tsx';

type Props = { label: string; letters: readonly Schemas['DeadLetter'][]; isOutdated?: boolean };

/** Messages that could not be processed, and why. */
export const DeadLetterTable = ({ label, letters, isOutdated = false }: Props) => (
  <Table label={label} columns={['Message', 'Why', 'State', 'Recorded']} isOutdated={isOutdated}>
    {letters.map(({ deadLetterId, type, queue, orderId, reason, state, redrives, copies, recordedAt }) => (
      <tr key={deadLetterId}>
        <th scope="row">
          <Link to={`/console/dead-letters/${deadLetterId}`}>
            {type ?? 'unknown type'} for {queue}
          </Link>
          {orderId && (
            <Text as="p" size="1" color="gray">
              order <Link to={`/console/orders/${orderId}`}>{orderId}</Link>
            </Text>
          )}
        </th>
        <td className="id">{reason}</td>
        <td>
          <LetterState state={state} />
          {redrives > 0 && (
            <Text as="p" size="1" color="gray">
              redriven before: {redrives}
            </Text>
          )}
          {copies > 0 && (
            <Text as="p" size="1" color="gray">
              more copies: {copies}
            </Text>
          )}
        </td>
        <td>
          <Moment at={recordedAt} />
        </td>
      </tr>
    ))}
  </Table>
);

const colors = { open: 'red', redriven: 'green', dropped: 'gray' } as const;

export const LetterState = ({ state }: { state: Schemas['DeadLetter']['state'] }) => (
  <Badge color={colors[state]} size="2">
    {state}
  </Badge>
);
