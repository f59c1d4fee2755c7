import { Callout, Flex, Text } from '@radix-ui/themes';
import { useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { Moment } from '../../parts/moment.tsx';
import { Act } from '../parts/act.tsx';

type Told = Pick<Schemas['Payment'], 'trouble' | 'resolution'>;

/** A failing undo or capture, or who decided how it ends. Older builds of a service do not say which: they only know undos. */
export const UndoTrouble = ({ trouble, resolution }: { [K in keyof Told]: Told[K] | undefined }) => (
  <Flex direction="column" gap="2" mt={trouble || resolution ? '2' : '0'}>
    {trouble && (
      <Callout.Root color="red" size="1">
        <Text as="p" size="2">
          Its {trouble.of ?? 'undo'} is failing: {trouble.reason}. {triesText(trouble.tries)} since <Moment at={trouble.since} />.{' '}
          {trouble.givenUp ? 'It is no longer retried, and waits for your decision.' : 'It will be retried.'}
        </Text>
      </Callout.Root>
    )}
    {resolution && (
      <Text as="p" size="2">
        {resolution.decision === 'fail' ? 'Its capture was failed' : 'Settled by hand'} <Moment at={resolution.at} /> by{' '}
        <code className="id">{resolution.operatorId}</code>: {resolution.reason}
      </Text>
    )}
  </Flex>
);

function triesText(tries: number): string {
  if (tries === 0) return 'No try has counted';
  return tries === 1 ? 'Tried once' : `Tried ${tries} times`;
}

type Props<Decision extends string> = {
  orderId: string;
  ask: (decision: { decision: Decision; reason: string }) => Promise<unknown>;
};

/** Carries out an operator's decision, and shows the order as it is afterwards. */
function useDecisions<Decision extends string>(ask: Props<Decision>['ask']) {
  const queries = useQueryClient();
  return (decision: Decision) => (reason: string) =>
    ask({ decision, reason }).then(() => queries.invalidateQueries({ queryKey: ['ops'] }));
}

/** The decisions that an operator can make about a failing capture. */
export function ResolveCapture({ orderId, ask }: Props<'retry' | 'fail'>) {
  const decide = useDecisions(ask);
  return (
    <Flex gap="3" mt="3" wrap="wrap">
      <Act name="Try the capture again" title="Capture the payment once more?" about={`payment ${orderId}`} act={decide('retry')}>
        The capture is tried now. If it has been done by hand, this finds it. Whether it succeeds shows on this page.
      </Act>
      <Act
        name="Fail the capture"
        title="Treat the capture as refused?"
        about={`payment ${orderId}`}
        color="red"
        act={decide('fail')}
      >
        The hold on the customer’s money is released and the confirmed order is cancelled. This cannot be undone.
      </Act>
    </Flex>
  );
}

/** The decisions that an operator can make about a failing undo. */
export function Resolve({ what, orderId, ask }: Props<'retry' | 'settle'> & { what: 'payment' | 'shipment' }) {
  const decide = useDecisions(ask);
  return (
    <Flex gap="3" mt="3" wrap="wrap">
      <Act name="Try the undo again" title={`Undo the ${what} once more?`} about={`${what} ${orderId}`} act={decide('retry')}>
        The undo is tried now. Whether it succeeds shows on this page.
      </Act>
      <Act
        name="Settle by hand"
        title={`Has the ${what} been undone by hand?`}
        about={`${what} ${orderId}`}
        color="red"
        act={decide('settle')}
      >
        The order goes on as if the undo had succeeded. Nothing is sent to the provider, so do this only after you have undone it
        there. This cannot be undone.
      </Act>
    </Flex>
  );
}
