import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Callout, Text } from '@radix-ui/themes';
import { isProblem, RefusedError } from '../../../client/index.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { CardRefusedError } from './payment.ts';
import { Shortage } from './shortage.tsx';

/** Why the order was not placed, and what to do about it. */
export function OrderTrouble({ of: error }: { of: unknown }) {
  if (error instanceof CardRefusedError) return <CardRefused why={error.message} />;
  const problem = error instanceof RefusedError ? error.problem : undefined;
  return isProblem(problem, 'out-of-stock') ? <Shortage lines={problem.lines ?? []} /> : <Trouble of={error} />;
}

const CardRefused = ({ why }: { why: string }) => (
  <Callout.Root color="red" role="alert">
    <Callout.Icon>
      <ExclamationTriangleIcon />
    </Callout.Icon>
    <Text size="2" as="p">
      {why} Nothing has been ordered.
    </Text>
  </Callout.Root>
);
