import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Callout, Text } from '@radix-ui/themes';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { isProblem, RefusedError } from '../../../client/index.ts';
import type { Amount } from '../../parts/money-text.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { CardRefusedError } from './payment.ts';
import { Shortage } from './shortage.tsx';
import { TotalChanged } from './total-changed.tsx';

/** Why the order was not placed, and what to do about it. */
export function OrderTrouble({ of: error, placeFor }: { of: unknown; placeFor: (total: Amount) => void }) {
  if (error instanceof CardRefusedError) return <CardRefused why={error.message} />;
  const problem = error instanceof RefusedError ? error.problem : undefined;
  if (isProblem(problem, 'total-changed') && problem.total) return <TotalChanged total={problem.total} placeFor={placeFor} />;
  const inCart = problem?.errors?.filter(({ path }) => path.startsWith('lines')) ?? [];
  if (inCart.length > 0) return <CartRefused why={[...new Set(inCart.map(({ message }) => message))]} />;
  return isProblem(problem, 'out-of-stock') ? <Shortage lines={problem.lines ?? []} /> : <Trouble of={error} />;
}

const CardRefused = ({ why }: { why: string }) => <NothingOrdered>{why}</NothingOrdered>;

const CartRefused = ({ why }: { why: readonly string[] }) => (
  <NothingOrdered>
    {why.map((sentence) => `${sentence}.`).join(' ')} <Link to="/cart">Change the cart.</Link>
  </NothingOrdered>
);

const NothingOrdered = ({ children }: { children: ReactNode }) => (
  <Callout.Root color="red" role="alert">
    <Callout.Icon>
      <ExclamationTriangleIcon />
    </Callout.Icon>
    <Text size="2" as="p">
      {children} Nothing has been ordered.
    </Text>
  </Callout.Root>
);
