import { Container } from '@radix-ui/themes';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { Loading } from '../parts/loading.tsx';
import { shopRoutes } from '../shop/routes.tsx';
import { Failure } from './failure.tsx';

const routes: RouteObject[] = [
  // Loaded on first use. It has its own routes.
  { path: '/console/*', lazy: () => import('../console/console.tsx'), ErrorBoundary: Failure, HydrateFallback: LoadingAlone },
  shopRoutes,
];

function LoadingAlone() {
  return (
    <Container size="4" p="5">
      <Loading />
    </Container>
  );
}

export const router = createBrowserRouter(routes);
