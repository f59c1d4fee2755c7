import { Container } from '@radix-ui/themes';
import { Outlet, ScrollRestoration } from 'react-router';
import { OnItsWay } from '../parts/loading.tsx';
import { OwedSignOut } from '../parts/owed-sign-out.tsx';
import { Header } from './header.tsx';

/** The frame around every page of the shop. */
export function Shop() {
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <Header />
      <OnItsWay />
      <Container size="4" px={{ initial: '4', sm: '5' }} py="6" asChild>
        <main id="content">
          <OwedSignOut />
          <Outlet />
        </main>
      </Container>
      <ScrollRestoration />
    </>
  );
}
