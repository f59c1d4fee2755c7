import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Button, Callout, Flex, Text } from '@radix-ui/themes';
import { type Amount, moneyText } from '../../parts/money-text.ts';

type Props = { total: Amount; placeFor: (total: Amount) => void };

/** A price has changed since it was shown. The customer decides whether to order at the new price. */
export const TotalChanged = ({ total, placeFor }: Props) => (
  <Callout.Root color="amber" role="alert">
    <Callout.Icon>
      <ExclamationTriangleIcon />
    </Callout.Icon>
    <Flex direction="column" gap="2" align="start">
      <Text size="2" as="p">
        <strong>A price has changed.</strong> Your order now costs {moneyText(total)}. Nothing has been ordered yet.
      </Text>
      <Button type="button" variant="soft" color="amber" onClick={() => placeFor(total)}>
        Place it for {moneyText(total)}
      </Button>
    </Flex>
  </Callout.Root>
);
