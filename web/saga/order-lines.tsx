import { Card, Flex, Heading, Separator, Text } from '@radix-ui/themes';
import { Link } from 'react-router';
import type { Schemas } from '../../client/index.ts';
import { Money } from '../parts/money.tsx';

type Props = { order: Pick<Schemas['Order'], 'orderId' | 'lines' | 'total' | 'reasonDetail'>; heading?: string };

/** What was ordered, at the prices of that moment. */
export function OrderLines({ order: { orderId, lines, total, reasonDetail }, heading = 'What you ordered' }: Props) {
  const shortOf = (id: string) => reasonDetail?.lines.find(({ productId }) => productId === id);
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="4">
        {heading}
      </Heading>
      {lines.length === 0 && <Text as="p">The ordered items are unknown.</Text>}
      <Flex direction="column" gap="3" asChild>
        <ul className="plain-list">
          {lines.map(({ productId, name, quantity, unitPrice }) => {
            const short = shortOf(productId);
            return (
              <Flex key={productId} justify="between" gap="3" asChild>
                <li>
                  <span>
                    {quantity} × <Link to={`/products/${productId}`}>{name}</Link>
                    {short && (
                      <Text as="p" size="2" color="red">
                        {short.available === 0 ? 'Sold out' : `Only ${short.available} left`} when we tried to reserve it
                      </Text>
                    )}
                  </span>
                  <Money of={{ ...unitPrice, amount: unitPrice.amount * quantity }} />
                </li>
              </Flex>
            );
          })}
        </ul>
      </Flex>
      <Separator size="4" my="3" />
      <Flex justify="between" mb="4">
        <Text weight="bold">Total</Text>
        <Text weight="bold">
          <Money of={total} />
        </Text>
      </Flex>
      <Text as="p" size="1" color="gray">
        Order <code className="id">{orderId}</code>
      </Text>
    </Card>
  );
}
