import { Flex, Heading, RadioCards, Text } from '@radix-ui/themes';
import { useImperativeHandle } from 'react';
import { useCheckoutDraft } from './checkout-draft.ts';
import type { CardFormRef } from './payment.ts';
import { paidWithTestCard, type TestCardName, testCardNames, testCards } from './test-cards.ts';

/** How to pay where no card is real: one of the payment provider's test cards. */
export function TestCardChoice({ ref }: { ref: CardFormRef }) {
  const { draft, change } = useCheckoutDraft();
  const { card } = draft;
  useImperativeHandle(ref, () => ({ paidWith: async () => paidWithTestCard(card) }));
  return (
    <>
      <Heading as="h2" size="4" mb="1" id="test-cards">
        Payment
      </Heading>
      <Text as="p" size="2" color="gray" mb="4">
        These are test cards, and no money moves. Choose how the order should end.
      </Text>
      <RadioCards.Root
        aria-labelledby="test-cards"
        columns={{ initial: '1', sm: '2' }}
        value={card}
        onValueChange={(card) => change({ card: card as TestCardName })}
      >
        {testCardNames.map((name) => (
          <RadioCards.Item key={name} value={name} className="test-card">
            <Flex direction="column" gap="1" width="100%">
              <Text weight="bold">{testCards[name].label}</Text>
              <Text size="2" color="gray">
                {testCards[name].does}
              </Text>
            </Flex>
          </RadioCards.Item>
        ))}
      </RadioCards.Root>
    </>
  );
}
