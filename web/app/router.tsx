import { createBrowserRouter, type RouteObject } from 'react-router';
import { shopRoutes } from '../shop/routes.tsx';
import { Failure } from './failure.tsx';

const routes: RouteObject[] = [
  // Loaded on first use. It has its own routes.
  { path: '/console/*', lazy: () => import('../console/console.tsx'), ErrorBoundary: Failure, HydrateFallback: () => null },
  shopRoutes,
];

export const router = createBrowserRouter(routes);
