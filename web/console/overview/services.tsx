import { CheckCircledIcon, CrossCircledIcon, ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Badge, Card, Heading } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { Table } from '../parts/table.tsx';
import { readinessQuery, type ServiceName, serviceNames } from './overview-query.ts';

/** Whether each service answers, asked through the gateway like any customer's request. */
export const Services = () => (
  <Card size="3">
    <Heading as="h2" size="4" mb="2">
      Services
    </Heading>
    <Table label="Services" columns={['Service', 'State']}>
      {serviceNames.map((name) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td>
            <State service={name} />
          </td>
        </tr>
      ))}
    </Table>
  </Card>
);

function State({ service }: { service: ServiceName }) {
  const { data, error } = useQuery(readinessQuery(service));
  if (error)
    return (
      <Badge color="red" size="2">
        <CrossCircledIcon /> does not answer
      </Badge>
    );
  if (data === 'not ready')
    return (
      <Badge color="amber" size="2">
        <ExclamationTriangleIcon /> cannot reach what it needs
      </Badge>
    );
  return (
    <Badge color={data ? 'green' : 'gray'} size="2">
      {data && <CheckCircledIcon />} {data ?? 'asking'}
    </Badge>
  );
}
