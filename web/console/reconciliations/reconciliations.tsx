import { Code, Skeleton, Text } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { Moment } from '../../parts/moment.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Pager } from '../parts/pager.tsx';
import { Table } from '../parts/table.tsx';
import { reconciliationsQuery } from './reconciliation-query.ts';
import { RunState } from './run-state.tsx';

/** Comparisons of the books, newest first, a page at a time. */
export function Reconciliations() {
  const [search] = useSearchParams();
  const { data, error, refetch, isPending, isPlaceholderData } = useQuery(reconciliationsQuery(search));
  return (
    <Page title="Reconciliations">
      <Text as="p" color="gray">
        Each compares orders, stock, payments and shipments with each other, and with the books of the payment provider and the
        carrier. Start one with <Code>npm run ops -- reconcile</Code>. It suggests repairs, and makes them only if told to.
      </Text>
      {error && <Trouble of={error} retry={refetch} />}
      {isPending && <Skeleton width="100%" height="12em" />}
      {data?.items.length === 0 && (
        <Text as="p" color="gray" role="status">
          The books have not been compared yet.
        </Text>
      )}
      {data && data.items.length > 0 && (
        <Table
          label="Reconciliations"
          columns={['Why', 'Result', 'Orders placed from', 'and before', 'Started']}
          isOutdated={isPlaceholderData}
        >
          {data.items.map((run) => (
            <tr key={run.runId}>
              <th scope="row">
                <Link to={`/console/reconciliations/${run.runId}`}>{run.reason}</Link>
              </th>
              <td>
                <RunState run={run} />
              </td>
              {[run.from, run.before, run.startedAt].map((at, index) => (
                <td key={String(index)}>
                  <Moment at={at} />
                </td>
              ))}
            </tr>
          ))}
        </Table>
      )}
      <Pager nextCursor={data?.nextCursor} />
    </Page>
  );
}
