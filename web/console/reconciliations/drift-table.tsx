import { Badge, Text } from '@radix-ui/themes';
import { Link } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { Table } from '../parts/table.tsx';

type Drift = Schemas['ReconciliationReport']['found'][number];

/** The differences, what each is about, and what can be done about it. */
export const DriftTable = ({ found, isOutdated }: { found: readonly Drift[]; isOutdated: boolean }) => (
  <Table label="Differences" columns={['What differs', 'About', 'Repair', 'Outcome']} isOutdated={isOutdated}>
    {found.map(({ kind, about, orderId, detail, repair, outcome, why }) => (
      <tr key={`${kind} ${about}`}>
        <th scope="row">
          {wordsOf(kind)}
          <Text as="p" size="2" color="gray">
            {detail}
          </Text>
        </th>
        <td className="id">
          {orderId ? <Link to={`/console/orders/${orderId}`}>{orderId}</Link> : about}
          {orderId && about !== orderId && (
            <Text as="p" size="1" color="gray">
              {about}
            </Text>
          )}
        </td>
        <td>{wordsOf(repair)}</td>
        <td>
          <Badge color={colors[outcome]} size="2">
            {outcome}
          </Badge>
          {why && (
            <Text as="p" size="1" color="gray">
              {why}
            </Text>
          )}
        </td>
      </tr>
    ))}
  </Table>
);

const colors = { suggested: 'amber', repaired: 'green', failed: 'red' } as const;

const wordsOf = (name: string): string => name.replaceAll('-', ' ');
