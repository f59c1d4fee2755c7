import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Callout, Text } from '@radix-ui/themes';
import type { ReactNode } from 'react';
import { isProblem, RefusedError } from '../../../client/index.ts';
import { Money } from '../../parts/money.tsx';
import type { Amount } from '../../parts/money-text.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { CardRefusedError } from './payment.ts';
import { Shortage } from './shortage.tsx';

/** Why the order was not placed, and what to do about it. */
export function OrderTrouble({ of: error }: { of: unknown }) {
  if (error instanceof CardRefusedError) return <NotOrdered>{error.message}</NotOrdered>;
  const problem = error instanceof RefusedError ? error.problem : undefined;
  if (isProblem(problem, 'total-changed') && problem.total) return <TotalChanged total={problem.total} />;
  return isProblem(problem, 'out-of-stock') ? <Shortage lines={problem.lines ?? []} /> : <Trouble of={error} />;
}

/** The total shown here is what the next attempt agrees to. */
const TotalChanged = ({ total }: { total: Amount }) => (
  <NotOrdered>
    A price has changed. The total is now <Money of={total} />. Place the order again if you agree to it.
  </NotOrdered>
);

const NotOrdered = ({ children }: { children: ReactNode }) => (
  <Callout.Root color="red" role="alert">
    <Callout.Icon>
      <ExclamationTriangleIcon />
    </Callout.Icon>
    <Text size="2" as="p">
      {children} Nothing has been ordered.
    </Text>
  </Callout.Root>
);
