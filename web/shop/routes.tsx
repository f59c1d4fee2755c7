import { Outlet, type RouteObject } from 'react-router';
import { Failure } from '../app/failure.tsx';
import { SignedIn } from '../app/signed-in.tsx';
import { Cart } from './cart/cart-page.tsx';
import { Catalog } from './catalog/catalog.tsx';
import { ProductPage } from './product/product-page.tsx';
import { Shop } from './shop.tsx';

/** The shop's routes. Pages that a first look around does not need are loaded on demand. */
export const shopRoutes: RouteObject = {
  path: '/',
  element: <Shop />,
  errorElement: <Failure />,
  HydrateFallback: () => null,
  children: [
    { index: true, element: <Catalog /> },
    { path: 'products/:productId', element: <ProductPage /> },
    { path: 'cart', element: <Cart /> },
    { path: 'sign-in', lazy: async () => ({ Component: (await import('./sign-in/sign-in.tsx')).SignIn }) },
    { path: 'sign-up', lazy: async () => ({ Component: (await import('./sign-in/sign-up.tsx')).SignUp }) },
    {
      element: (
        <SignedIn>
          <Outlet />
        </SignedIn>
      ),
      children: [
        { path: 'checkout', lazy: async () => ({ Component: (await import('./checkout/checkout.tsx')).Checkout }) },
        { path: 'orders', lazy: async () => ({ Component: (await import('./orders/orders.tsx')).Orders }) },
        { path: 'orders/:orderId', lazy: async () => ({ Component: (await import('./orders/order-page.tsx')).OrderPage }) },
        { path: 'account', lazy: async () => ({ Component: (await import('./account/account.tsx')).Account }) },
      ],
    },
  ],
};
