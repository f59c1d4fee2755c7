import { Button, Card, Flex, Grid, Heading } from '@radix-ui/themes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { RefusedError, type Schemas } from '../../../client/index.ts';
import type { Amount } from '../../parts/money-text.ts';
import { Page } from '../../parts/page.tsx';
import { type Cart, without } from '../cart/cart.ts';
import { changeCart, useCart } from '../cart/cart-store.ts';
import { usePricedCart } from '../cart/priced-cart.ts';
import { productQuery } from '../product/product-query.ts';
import { AddressFields } from './address-fields.tsx';
import { useCheckoutDraft } from './checkout-draft.ts';
import { orderBody } from './order-body.ts';
import { OrderTrouble } from './order-trouble.tsx';
import { type CardForm, CardRefusedError } from './payment.ts';
import { PaymentPart } from './payment-part.tsx';
import { placeOrder } from './place-order.ts';
import { dropCard } from './stripe/kept-card.ts';
import { Summary } from './summary.tsx';

export function Checkout() {
  const cart = useCart();
  const { draft } = useCheckoutDraft();
  const { bill } = usePricedCart();
  const cardForm = useRef<CardForm>(null);
  const { mutate, error, isPending } = usePlacing(cart, async (shown) => {
    const paidWith = await cardForm.current?.paidWith();
    if (!paidWith) throw new CardRefusedError('The payment options have not loaded yet.');
    return placeOrder(orderBody(cart, draft, paidWith, shown));
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (bill.kind === 'total') mutate(bill.total);
  };
  const problem = error instanceof RefusedError ? error.problem : undefined;
  if (cart.length === 0 && !isPending) return <NothingToOrder />;
  return (
    <Page title="Check out">
      <form onSubmit={submit}>
        <Grid columns={{ initial: '1', md: '5fr 3fr' }} gap="5" align="start">
          <Flex direction="column" gap="5">
            <Card size="3">
              <Heading as="h2" size="4" mb="4">
                Delivery address
              </Heading>
              <AddressFields problem={problem} />
            </Card>
            <Card size="3">
              <PaymentPart ref={cardForm} />
            </Card>
          </Flex>
          <Card size="3" className="summary">
            <Summary />
            <Flex direction="column" gap="4" mt="4">
              {error && <OrderTrouble of={error} placeFor={mutate} />}
              <Button size="4" type="submit" disabled={bill.kind !== 'total'} loading={isPending}>
                Place order
              </Button>
            </Flex>
          </Card>
        </Grid>
      </form>
    </Page>
  );
}

/** @param place places the order, if it still costs what the customer was shown */
function usePlacing(cart: Cart, place: (shown: Amount) => Promise<Schemas['Order']>) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: place,
    onSuccess: async (order) => {
      dropCard();
      queries.setQueryData(['order', order.orderId], order);
      void queries.invalidateQueries({ queryKey: ['orders'] });
      void queries.invalidateQueries({ queryKey: ['stock'] });
      await navigate(`/orders/${order.orderId}`, { replace: true });
      // Not what another tab has added in the meantime.
      changeCart((now) => cart.reduce((left, { productId }) => without(left, productId), now));
    },
    // What is on screen may be outdated: a price has changed, or a product is gone.
    onError: (error) => {
      if (!(error instanceof RefusedError)) return;
      for (const { productId } of cart) void queries.prefetchQuery({ ...productQuery(productId, 'reload'), staleTime: 0 });
    },
  });
}

const NothingToOrder = () => (
  <Page title="Check out">
    <Flex direction="column" gap="4" align="start">
      Your cart is empty, so there is nothing to order.
      <Button asChild size="3">
        <Link to="/">Browse the shop</Link>
      </Button>
    </Flex>
  </Page>
);
