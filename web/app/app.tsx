import { Theme } from '@radix-ui/themes';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { useAppearance } from './appearance.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';

export function App() {
  const [appearance] = useAppearance();
  return (
    <Theme appearance={appearance} accentColor="indigo" grayColor="slate" radius="large" panelBackground="solid">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Theme>
  );
}
