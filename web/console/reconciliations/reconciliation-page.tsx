import { Card, Code, Heading, Skeleton, Text } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { Moment } from '../../parts/moment.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Copyable } from '../parts/copyable.tsx';
import { Fact, FactList } from '../parts/facts.tsx';
import { Pager } from '../parts/pager.tsx';
import { DriftTable } from './drift-table.tsx';
import { reconciliationQuery } from './reconciliation-query.ts';
import { RunState } from './run-state.tsx';

type Report = Schemas['ReconciliationReport'];

/** A comparison of the books: the differences, and what can be done about them. */
export function ReconciliationPage() {
  const { runId = '' } = useParams();
  const [search] = useSearchParams();
  const { data: run, error, refetch, isPlaceholderData } = useQuery(reconciliationQuery(runId, search));
  return (
    <Page title="Reconciliation" aside={run && <RunState run={run} />}>
      {error && <Trouble of={error} retry={refetch} />}
      {!run && !error && <Skeleton width="100%" height="12em" />}
      {run && (
        <>
          <Differences run={run} isOutdated={isPlaceholderData} />
          <Facts run={run} />
        </>
      )}
    </Page>
  );
}

type Props = { run: Report; isOutdated: boolean };

const Differences = ({ run: { found, drifts, apply, endedAt, nextCursor }, isOutdated }: Props) => (
  <>
    {drifts === 0 && (
      <Text as="p" color="gray" role="status">
        {endedAt ? 'The books agree.' : 'Nothing differs among what has been compared so far.'}
      </Text>
    )}
    {found.length > 0 && <DriftTable found={found} isOutdated={isOutdated} />}
    {drifts > found.length && (
      <Text as="p" color="gray">
        {found.length} of {drifts} are on this page.
      </Text>
    )}
    <Pager nextCursor={nextCursor} first="First" next="Next" />
    {!endedAt && (
      <Text as="p" size="2">
        If it was interrupted, <Code>npm run ops -- reconcile --resume</Code> continues where it stopped.
      </Text>
    )}
    {drifts > 0 && !apply && (
      <Text as="p" size="2">
        These repairs are only suggested. <Code>npm run ops -- reconcile --apply --because '…'</Code> compares again and makes
        them, except for those that must be made by hand.
      </Text>
    )}
  </>
);

const Facts = ({ run }: { run: Report }) => (
  <Card size="3">
    <Heading as="h2" size="4" mb="4">
      What was compared
    </Heading>
    <FactList>
      <Fact name="Why">{run.reason}</Fact>
      <Fact name="Repairs">{run.apply ? 'made' : 'only suggested'}</Fact>
      <Fact name="Orders">
        placed from <Moment at={run.from} />, and before <Moment at={run.before} />
      </Fact>
      <Fact name="Looked at">{lookedText(run.looked)}</Fact>
      <Fact name="Started">
        <Moment at={run.startedAt} />
      </Fact>
      <Fact name={run.endedAt ? 'Ended' : 'Last report'}>
        <Moment at={run.endedAt ?? run.reportedAt} />
      </Fact>
      <Fact name="By">
        <Copyable what="the operator's id" text={run.operatorId} />
      </Fact>
      <Fact name="Id">
        <Copyable what="the id" text={run.runId} />
      </Fact>
    </FactList>
  </Card>
);

function lookedText(looked: Report['looked']): string {
  const counts = Object.entries(looked).map(([name, count]) => `${name} ${count}`);
  return counts.join(', ') || 'nothing yet';
}
