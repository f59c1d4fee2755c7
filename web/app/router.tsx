import { createBrowserRouter, type RouteObject } from 'react-router';
import { shopRoutes } from '../shop/routes.tsx';
import { Failure } from './failure.tsx';

const routes: RouteObject[] = [
  // Its code is loaded when it is first asked for; it has routes of its own beneath.
  { path: '/console/*', lazy: () => import('../console/console.tsx'), ErrorBoundary: Failure, HydrateFallback: () => null },
  shopRoutes,
];

export const router = createBrowserRouter(routes);
