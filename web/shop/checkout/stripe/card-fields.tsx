import { Flex, Text } from '@radix-ui/themes';
import { CardElement, useElements, useStripe } from '@stripe/react-stripe-js';
import type { StripeElementStyle } from '@stripe/stripe-js';
import { useId, useImperativeHandle, useState } from 'react';
import { type Appearance, useAppearance } from '../../../app/appearance.ts';
import { type CardFormRef, CardRefusedError } from '../payment.ts';
import { keepCard } from './kept-card.ts';
import { takeCard } from './take-card.ts';

type Props = { userId: string; ref: CardFormRef; onLoadError: () => void };

/** Stripe's own fields, in Stripe's frame: a card number typed there never reaches us. */
export function CardFields({ userId, ref, onLoadError }: Props) {
  const [appearance] = useAppearance();
  const [mistake, setMistake] = useState<string>();
  const id = useId();
  const stripe = useStripe();
  const elements = useElements();
  useImperativeHandle(ref, () => ({
    async paidWith() {
      const card = elements?.getElement(CardElement);
      if (!stripe || !card) throw new CardRefusedError('The card fields have not loaded yet.');
      const entered = { userId, ...(await takeCard(stripe, card)) };
      // Before the order is sent: its answer may be lost.
      keepCard(entered);
      return { paymentMethod: entered.paymentMethod };
    },
  }));
  return (
    <Flex direction="column" gap="1">
      <Text as="label" htmlFor={id} size="2" weight="medium">
        Card
      </Text>
      <CardElement
        id={id}
        className="card-field"
        options={options[appearance]}
        onChange={({ error }) => setMistake(error?.message)}
        onLoadError={onLoadError}
      />
      {mistake && (
        <Text size="1" color="red" role="alert">
          {mistake}
        </Text>
      )}
    </Flex>
  );
}

const optionsIn = (color: string, placeholder: string, iconColor: string) => {
  const style: StripeElementStyle = { base: { color, iconColor, fontSize: '16px', '::placeholder': { color: placeholder } } };
  return { style, disableLink: true };
};

/** Our stylesheet does not apply inside Stripe's frame. Created once, because a new object would count as a change. */
const options = {
  light: optionsIn('#1c2024', '#60646c', '#60646c'),
  dark: optionsIn('#edeef0', '#b0b4ba', '#b0b4ba'),
} satisfies Record<Appearance, object>;
