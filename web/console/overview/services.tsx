import { CheckCircledIcon, CrossCircledIcon, ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Badge, Card, Flex, Heading } from '@radix-ui/themes';
import { useQueries } from '@tanstack/react-query';
import { Trouble } from '../../parts/trouble.tsx';
import { Table } from '../parts/table.tsx';
import { readinessQuery, serviceNames } from './overview-query.ts';
import { type ServiceState, serviceStateOf } from './service-state.ts';

/** Whether each service answers, asked through the gateway like any customer's request. */
export function Services() {
  const answers = useQueries({ queries: serviceNames.map(readinessQuery) });
  const services = answers.map(({ data, error, refetch }, index) => {
    return { name: serviceNames[index], state: serviceStateOf({ data, error }), error, refetch };
  });
  const unknown = services.filter(({ state }) => state === 'unknown');
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="2">
        Services
      </Heading>
      <Flex direction="column" gap="3">
        {/* One is enough: they have the same cause. */}
        {unknown[0] && <Trouble of={unknown[0].error} retry={() => unknown.map(({ refetch }) => refetch())} />}
        <Table label="Services" columns={['Service', 'State']}>
          {services.map(({ name, state }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <State state={state} />
              </td>
            </tr>
          ))}
        </Table>
      </Flex>
    </Card>
  );
}

function State({ state }: { state: ServiceState }) {
  switch (state) {
    case 'does not answer':
      return (
        <Badge color="red" size="2">
          <CrossCircledIcon /> does not answer
        </Badge>
      );
    case 'not ready':
      return (
        <Badge color="amber" size="2">
          <ExclamationTriangleIcon /> cannot reach what it needs
        </Badge>
      );
    case 'ready':
      return (
        <Badge color="green" size="2">
          <CheckCircledIcon /> ready
        </Badge>
      );
    case 'asking':
    case 'unknown':
      return (
        <Badge color="gray" size="2">
          {state}
        </Badge>
      );
    default:
      return state satisfies never;
  }
}
