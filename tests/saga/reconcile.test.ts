import { afterEach, describe, expect, test } from '@jest/globals';
import { carryOut } from '../../local/ops/commands.ts';
import { readCommand } from '../../local/ops/options.ts';
import { products } from '../../local/seed.ts';
import { useStack } from '../support/use-stack.ts';

const world = useStack();
test('x', async () => {
  const lines = [{ productId: products.mouse.productId, quantity: 1 }];
  const { body } = await world.customer.place({ lines });
  await world.customer.orderWhen(body.orderId, ({ settled }) => settled, 40);
  console.log(
    (await carryOut(readCommand(['reconcile', '--before', new Date(Date.now() + 5000).toISOString()]), world.operator)).text,
  );
});
