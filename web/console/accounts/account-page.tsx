import { Badge, Card, Flex, Heading, Skeleton, Text } from '@radix-ui/themes';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { isOperator, useMe } from '../../app/me.ts';
import { Moment } from '../../parts/moment.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Act } from '../parts/act.tsx';
import { ActionList } from '../parts/action-list.tsx';
import { Copyable } from '../parts/copyable.tsx';
import { Fact, FactList } from '../parts/facts.tsx';
import { accountQuery } from './account-query.ts';

type Account = Schemas['Account'];

/** An account: whose it is, whether it can be used, and what administrators did to it. */
export function AccountPage() {
  const { userId = '' } = useParams();
  const { data: account, error, refetch } = useQuery(accountQuery(userId));
  return (
    <Page title="Account" aside={account?.disabledAt && <Badge color="red">Disabled</Badge>}>
      {error && <Trouble of={error} retry={refetch} />}
      {!account && !error && <Skeleton width="100%" height="12em" />}
      {account && (
        <>
          <Facts account={account} />
          <Access account={account} />
        </>
      )}
    </Page>
  );
}

function Facts({ account: { userId, email, name, roles, registeredAt } }: { account: Account }) {
  const { data: me } = useMe();
  return (
    <Card size="3">
      <FactList>
        <Fact name="Email">{email}</Fact>
        <Fact name="Name">{name ?? 'none'}</Fact>
        <Fact name="Roles">{roles.join(', ')}</Fact>
        <Fact name="Registered">
          <Moment at={registeredAt} />
        </Fact>
        <Fact name="Customer id">
          <Copyable what="the customer id" text={userId} />{' '}
          {isOperator(me) && <Link to={`/console/orders?customerId=${userId}`}>all their orders</Link>}
        </Fact>
      </FactList>
    </Card>
  );
}

/** Whether the account can be used, and the way to change that. */
const Access = ({ account }: { account: Account }) => (
  <Card size="3">
    <Heading as="h2" size="4" mb="4">
      Access
    </Heading>
    <Flex direction="column" gap="4" align="start">
      <Change account={account} />
      <ActionList label="What administrators did" actions={account.actions.map(shown).reverse()} />
    </Flex>
  </Card>
);

/** The API refuses to let administrators change their own accounts. */
function Change({ account }: { account: Account }) {
  const { data: me } = useMe();
  if (me?.userId === account.userId)
    return (
      <Text as="p" size="2">
        Another administrator has to do this to your account.
      </Text>
    );
  return account.disabledAt ? <Enable account={account} /> : <Disable account={account} />;
}

function Disable({ account: { userId, email } }: { account: Account }) {
  const take = useTaking(userId);
  const act = (reason: string) =>
    take(orThrow(api.POST('/v1/auth/users/{userId}/disable', { params: { path: { userId } }, body: { reason } })));
  return (
    <Act name="Disable" title={`Disable the account of ${email}?`} about={userId} color="red" act={act}>
      Its sessions end, and no one can sign in to it or place an order with it. Orders already placed continue. You can enable it
      again.
    </Act>
  );
}

function Enable({ account: { userId, email } }: { account: Account }) {
  const take = useTaking(userId);
  const act = (reason: string) =>
    take(orThrow(api.POST('/v1/auth/users/{userId}/enable', { params: { path: { userId } }, body: { reason } })));
  return (
    <Act name="Enable" title={`Enable the account of ${email}?`} about={userId} act={act}>
      Its user can sign in again, with the same password.
    </Act>
  );
}

/** Shows the account as an action has left it. */
function useTaking(userId: string) {
  const queries = useQueryClient();
  return async (acting: Promise<Account>) => void queries.setQueryData(accountQuery(userId).queryKey, await acting);
}

const actionWords = { disable: 'Disabled', enable: 'Enabled' } as const;

const shown = ({ action, adminId, ...rest }: Account['actions'][number]) => ({
  ...rest,
  action: actionWords[action],
  by: adminId,
});
