import { Button, Container, Flex, Skeleton, Text } from '@radix-ui/themes';
import { useMutation } from '@tanstack/react-query';
import { Navigate, Route, Routes, ScrollRestoration } from 'react-router';
import { signOut } from '../app/left-behind.ts';
import { isAdmin, isOperator, mayOperate, useMe } from '../app/me.ts';
import { SignedIn } from '../app/signed-in.tsx';
import { Page } from '../parts/page.tsx';
import { Trouble } from '../parts/trouble.tsx';
import './console.css';
import { AccountPage } from './accounts/account-page.tsx';
import { Accounts } from './accounts/accounts.tsx';
import { DeadLetterPage } from './dead-letters/dead-letter-page.tsx';
import { DeadLetters } from './dead-letters/dead-letters.tsx';
import { Header } from './header.tsx';
import { OrderPage } from './orders/order-page.tsx';
import { Orders } from './orders/orders.tsx';
import { Overview } from './overview/overview.tsx';
import { NewProduct } from './products/new-product.tsx';
import { ProductPage } from './products/product-page.tsx';
import { Products } from './products/products.tsx';
import { ReconciliationPage } from './reconciliations/reconciliation-page.tsx';
import { Reconciliations } from './reconciliations/reconciliations.tsx';

/** The console, for those who run the shop. */
export function Component() {
  return (
    <SignedIn>
      <a href="#content" className="skip-link">
        Skip to content
      </a>
      <Header />
      <Container size="4" px={{ initial: '4', sm: '5' }} py="5" asChild>
        <main id="content">
          <Pages />
        </main>
      </Container>
      <ScrollRestoration />
    </SignedIn>
  );
}

function Pages() {
  const { data: me, error, refetch } = useMe();
  if (!me) return error ? <Trouble of={error} retry={refetch} /> : <Skeleton width="100%" height="12em" />;
  if (!mayOperate(me)) return <NotForThem email={me.email} />;
  return (
    <Routes>
      {isOperator(me) && (
        <>
          <Route index element={<Overview />} />
          <Route path="orders" element={<Orders />} />
          <Route path="orders/:orderId" element={<OrderPage />} />
          <Route path="dead-letters" element={<DeadLetters />} />
          <Route path="dead-letters/:deadLetterId" element={<DeadLetterPage />} />
          <Route path="reconciliations" element={<Reconciliations />} />
          <Route path="reconciliations/:runId" element={<ReconciliationPage />} />
        </>
      )}
      {isAdmin(me) && (
        <>
          <Route path="products" element={<Products />} />
          <Route path="products/new" element={<NewProduct />} />
          <Route path="products/:productId" element={<ProductPage />} />
          <Route path="accounts" element={<Accounts />} />
          <Route path="accounts/:userId" element={<AccountPage />} />
          {!isOperator(me) && <Route index element={<Navigate to="products" replace />} />}
        </>
      )}
      <Route path="*" element={<NoSuchPage />} />
    </Routes>
  );
}

function NotForThem({ email }: { email: string }) {
  const { mutate, isPending } = useMutation({ mutationFn: signOut });
  return (
    <Page title="Console">
      <Flex direction="column" gap="4" align="start">
        <Text as="p">
          The console is for operators and admins, and {email} is neither. The people who run this system can give you one of
          these roles. Sign in again once you have it.
        </Text>
        <Button size="3" loading={isPending} onClick={() => mutate()}>
          Sign in as someone else
        </Button>
      </Flex>
    </Page>
  );
}

const NoSuchPage = () => (
  <Page title="Page not found">
    <Text as="p" color="gray">
      The address may be wrong, or it is for a role that you do not have.
    </Text>
  </Page>
);
