import type { ComponentType } from 'react';
import { Outlet, type RouteObject } from 'react-router';
import { Failure } from '../app/failure.tsx';
import { SignedIn } from '../app/signed-in.tsx';
import { Loading } from '../parts/loading.tsx';
import { Cart } from './cart/cart-page.tsx';
import { Catalog } from './catalog/catalog.tsx';
import { ProductPage } from './product/product-page.tsx';
import { Shop } from './shop.tsx';

/** A page that is loaded on the first visit to it. */
const onDemand = (path: string, load: () => Promise<ComponentType>): RouteObject => ({
  path,
  lazy: async () => ({ Component: await load() }),
  HydrateFallback: Loading,
});

/** The shop's routes. Pages that a first look around does not need are loaded on demand. */
export const shopRoutes: RouteObject = {
  path: '/',
  element: <Shop />,
  errorElement: <Failure />,
  children: [
    { index: true, element: <Catalog /> },
    { path: 'products/:productId', element: <ProductPage /> },
    { path: 'cart', element: <Cart /> },
    onDemand('sign-in', async () => (await import('./sign-in/sign-in.tsx')).SignIn),
    onDemand('sign-up', async () => (await import('./sign-in/sign-up.tsx')).SignUp),
    {
      element: (
        <SignedIn>
          <Outlet />
        </SignedIn>
      ),
      children: [
        onDemand('checkout', async () => (await import('./checkout/checkout.tsx')).Checkout),
        onDemand('orders', async () => (await import('./orders/orders.tsx')).Orders),
        onDemand('orders/:orderId', async () => (await import('./orders/order-page.tsx')).OrderPage),
        onDemand('account', async () => (await import('./account/account.tsx')).Account),
      ],
    },
  ],
};
