import { ArchiveIcon, DashboardIcon, PersonIcon } from '@radix-ui/react-icons';
import { Badge, Button, Container, Flex } from '@radix-ui/themes';
import { Link, NavLink, useLocation } from 'react-router';
import mark from '../app/mark.svg';
import { mayOperate, useMe } from '../app/me.ts';
import { useIsSignedIn } from '../app/session.ts';
import { signInAddress } from '../app/sign-in-address.ts';
import { AppearanceSwitch } from '../parts/appearance-switch.tsx';
import { piecesIn } from './cart/cart.ts';
import { useCart } from './cart/cart-store.ts';

export function Header() {
  return (
    <header className="site-header">
      <Container size="4" px={{ initial: '4', sm: '5' }}>
        <Flex align="center" justify="between" gap="3" py="3" wrap="wrap">
          <Link to="/" className="brand" aria-label="CloudServices shop, home">
            <img src={mark} alt="" width="28" height="28" />
            <span className="brand-name">CloudServices</span>
          </Link>
          <Flex asChild align="center" gap="2" wrap="wrap">
            <nav aria-label="Main">
              <Account />
              <CartLink />
              <AppearanceSwitch />
            </nav>
          </Flex>
        </Flex>
      </Container>
    </header>
  );
}

function Account() {
  const isSignedIn = useIsSignedIn();
  const location = useLocation();
  const { data: me } = useMe();
  if (!isSignedIn) {
    // On these two pages the address already says where to go back to.
    const isThere = /^\/sign-(in|up)$/.test(location.pathname);
    return (
      <Button variant="ghost" asChild className="nav-link">
        <NavLink to={isThere ? `/sign-in${location.search}` : signInAddress(location)}>
          <PersonIcon /> Sign in
        </NavLink>
      </Button>
    );
  }
  return (
    <>
      {mayOperate(me) && (
        <Button variant="ghost" asChild className="nav-link">
          <Link to="/console">
            <DashboardIcon /> Console
          </Link>
        </Button>
      )}
      <Button variant="ghost" asChild className="nav-link">
        <NavLink to="/orders">
          <ArchiveIcon /> Orders
        </NavLink>
      </Button>
      <Button variant="ghost" asChild className="nav-link">
        <NavLink to="/account">
          <PersonIcon /> Account
        </NavLink>
      </Button>
    </>
  );
}

function CartLink() {
  const items = piecesIn(useCart());
  return (
    <Button variant="soft" asChild className="nav-link">
      <Link to="/cart" aria-label={`Cart, ${items === 1 ? '1 item' : `${items} items`}`}>
        Cart {items > 0 && <Badge variant="solid">{items}</Badge>}
      </Link>
    </Button>
  );
}
