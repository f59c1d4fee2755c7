import { Button, Callout, Flex, Heading, Skeleton, Text } from '@radix-ui/themes';
import { Elements } from '@stripe/react-stripe-js';
import { useQuery } from '@tanstack/react-query';
import { useImperativeHandle, useState } from 'react';
import type { CardFormRef } from '../payment.ts';
import { CardFields } from './card-fields.tsx';
import { cardText, type EnteredCard } from './entered-card.ts';
import { dropCard, useKeptCard } from './kept-card.ts';
import { stripeQuery } from './stripe-query.ts';

type Props = { publishableKey: string; userId: string; ref: CardFormRef };

/** How to pay, where cards are real: the card that was entered before, or Stripe's fields to enter one. */
export function StripeCard({ publishableKey, userId, ref }: Props) {
  const card = useKeptCard(userId);
  return (
    <>
      <Heading as="h2" size="4" mb="1">
        Payment
      </Heading>
      <Text as="p" size="2" color="gray" mb="4">
        Your card goes straight to Stripe, and its number never reaches us.
        {publishableKey.startsWith('pk_test_') && ' This is Stripe’s test mode: no money moves.'}
      </Text>
      {card ? <KeptCard card={card} ref={ref} /> : <NewCard publishableKey={publishableKey} userId={userId} ref={ref} />}
    </>
  );
}

function KeptCard({ card, ref }: { card: EnteredCard; ref: CardFormRef }) {
  useImperativeHandle(ref, () => ({ paidWith: async () => ({ paymentMethod: card.paymentMethod }) }));
  return (
    <Flex justify="between" align="center" gap="3" wrap="wrap">
      <Text weight="bold">{cardText(card)}</Text>
      <Button type="button" variant="soft" onClick={dropCard}>
        Use another card
      </Button>
    </Flex>
  );
}

function NewCard({ publishableKey, userId, ref }: Props) {
  const { data: stripe, isError, isFetching, refetch } = useQuery(stripeQuery(publishableKey));
  const [isFrameLost, setFrameLost] = useState(false);
  const again = () => {
    setFrameLost(false);
    if (!stripe) void refetch();
  };
  if ((isError && !isFetching) || isFrameLost) return <NotLoaded again={again} />;
  if (!stripe) return <Skeleton width="100%" height="var(--space-7)" />;
  return (
    <Elements stripe={stripe}>
      <CardFields userId={userId} ref={ref} onLoadError={() => setFrameLost(true)} />
    </Elements>
  );
}

const NotLoaded = ({ again }: { again: () => void }) => (
  <Callout.Root color="red" role="alert">
    <Flex direction="column" gap="2" align="start">
      <Text size="2" as="p">
        <strong>The card fields did not load.</strong> They come from js.stripe.com, which your connection or an ad blocker may
        block. Everything you have filled in is kept.
      </Text>
      <Button type="button" color="red" variant="soft" onClick={again}>
        Try again
      </Button>
    </Flex>
  </Callout.Root>
);
