import { Flex, Heading, RadioCards, Text } from '@radix-ui/themes';
import { changeDraft, useDraft } from './draft.ts';
import { type TestCardName, testCardNames, testCards } from './test-cards.ts';

/** How to pay. Nothing is charged: these are the payment provider's test cards. */
export function CardChoice() {
  const { card } = useDraft();
  return (
    <>
      <Heading as="h2" size="4" mb="1" id="test-cards">
        How it is paid
      </Heading>
      <Text as="p" size="2" color="gray" mb="4">
        These are test cards, and no money moves. Choose how the order is to end.
      </Text>
      <RadioCards.Root
        aria-labelledby="test-cards"
        columns={{ initial: '1', sm: '2' }}
        value={card}
        onValueChange={(card) => changeDraft({ card: card as TestCardName })}
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
