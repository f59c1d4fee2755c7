import { Skeleton } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { configurationQuery } from '../../app/configuration-query.ts';
import { useMe } from '../../app/me.ts';
import { Trouble } from '../../parts/trouble.tsx';
import type { CardFormRef } from './payment.ts';
import { TestCardChoice } from './test-card-choice.tsx';

const StripeCard = lazy(async () => ({ default: (await import('./stripe/stripe-card.tsx')).StripeCard }));

/** How to pay: by Stripe's own fields if this deployment has a key for them, else by a choice of test cards. */
export function PaymentPart({ ref }: { ref: CardFormRef }) {
  const configuration = useQuery(configurationQuery());
  const me = useMe();
  const publishableKey = configuration.data?.stripePublishableKey;
  if (configuration.error && !configuration.data) return <Trouble of={configuration.error} retry={configuration.refetch} />;
  if (publishableKey === null) return <TestCardChoice ref={ref} />;
  // Once the card's fields are there they stay: what has been typed into them would be lost.
  if (me.error && !me.data) return <Trouble of={me.error} retry={me.refetch} />;
  if (publishableKey === undefined || !me.data) return waiting;
  return (
    <Suspense fallback={waiting}>
      <StripeCard publishableKey={publishableKey} userId={me.data.userId} ref={ref} />
    </Suspense>
  );
}

const waiting = <Skeleton width="100%" height="8em" />;
