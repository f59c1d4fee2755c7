import { Callout, Flex, Text } from '@radix-ui/themes';
import { useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { Moment } from '../../parts/moment.tsx';
import { Act } from '../parts/act.tsx';

type Told = Pick<Schemas['Payment'], 'trouble' | 'resolution'>;

/** A failing undo, or who settled it by hand. */
export const UndoTrouble = ({ trouble, resolution }: { [K in keyof Told]: Told[K] | undefined }) => (
  <Flex direction="column" gap="2" mt="2">
    {trouble && (
      <Callout.Root color="red" size="1">
        <Text as="p" size="2">
          Its undo is failing: {trouble.reason}. Tried {trouble.tries === 1 ? 'once' : `${trouble.tries} times`}, first{' '}
          <Moment at={trouble.since} />. {trouble.givenUp ? 'It is no longer retried and waits for you.' : 'It will be retried.'}
        </Text>
      </Callout.Root>
    )}
    {resolution && (
      <Text as="p" size="2">
        Settled by hand <Moment at={resolution.at} /> by <code className="id">{resolution.operatorId}</code>: {resolution.reason}
      </Text>
    )}
  </Flex>
);

type Props = {
  what: 'payment' | 'shipment';
  orderId: string;
  ask: (decision: Schemas['Resolution']) => Promise<unknown>;
};

/** The decisions that an operator can make about it. */
export function Resolve({ what, orderId, ask }: Props) {
  const queries = useQueryClient();
  const decide = (decision: Schemas['Resolution']['decision']) => (reason: string) =>
    ask({ decision, reason }).then(() => queries.invalidateQueries({ queryKey: ['ops'] }));
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
