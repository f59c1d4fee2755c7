import { Badge, Button, Container, Flex } from '@radix-ui/themes';
import { useMutation } from '@tanstack/react-query';
import { Link, NavLink } from 'react-router';
import { signOut } from '../app/left-behind.ts';
import mark from '../app/mark.svg';
import { isAdmin, isOperator, useMe } from '../app/me.ts';
import { AppearanceSwitch } from '../parts/appearance-switch.tsx';

/** Links to the pages that the user's roles allow. */
export function Header() {
  const { data: me } = useMe();
  return (
    <header className="site-header">
      <Container size="4" px={{ initial: '4', sm: '5' }}>
        <Flex align="center" justify="between" gap="3" py="3" wrap="wrap">
          <Flex align="center" gap="3">
            <Link to="/console" className="brand" aria-label="CloudServices console, home">
              <img src={mark} alt="" width="28" height="28" />
              <span className="brand-name">CloudServices</span>
            </Link>
            <Badge color="indigo">Console</Badge>
          </Flex>
          <Flex asChild align="center" gap="2" wrap="wrap">
            <nav aria-label="Main">
              {isOperator(me) && (
                <>
                  <NavButton to="/console" end name="Overview" />
                  <NavButton to="/console/orders" name="Orders" />
                  <NavButton to="/console/dead-letters" name="Dead letters" />
                  <NavButton to="/console/reconciliations" name="Reconciliations" />
                </>
              )}
              {isAdmin(me) && (
                <>
                  <NavButton to="/console/products" name="Products" />
                  <NavButton to="/console/accounts" name="Accounts" />
                </>
              )}
              <NavButton to="/" end name="Shop" />
              <SignOut />
              <AppearanceSwitch />
            </nav>
          </Flex>
        </Flex>
      </Container>
    </header>
  );
}

const NavButton = ({ name, ...to }: { name: string; to: string; end?: boolean }) => (
  <Button variant="ghost" asChild className="nav-link">
    <NavLink {...to}>{name}</NavLink>
  </Button>
);

function SignOut() {
  const { mutate, isPending } = useMutation({ mutationFn: signOut });
  return (
    <Button variant="ghost" color="gray" className="nav-link" loading={isPending} onClick={() => mutate()}>
      Sign out
    </Button>
  );
}
