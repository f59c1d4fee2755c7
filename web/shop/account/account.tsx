import { Button, Card, Flex, Heading, Text } from '@radix-ui/themes';
import { useMutation } from '@tanstack/react-query';
import { api, orThrow } from '../../app/api.ts';
import { signOut } from '../../app/left-behind.ts';
import { useMe } from '../../app/me.ts';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { ChangeName } from './change-name.tsx';
import { ChangePassword } from './change-password.tsx';
import { DeleteAccount } from './delete-account.tsx';

export function Account() {
  const { data: me, error, refetch } = useMe();
  return (
    <Page title="Your account" aside={<SignOut />}>
      {error && <Trouble of={error} retry={refetch} />}
      {me && (
        <Text as="p">
          Signed in as <strong>{me.email}</strong>
          {me.roles.length > 0 && ` (${me.roles.join(', ')})`}
        </Text>
      )}
      {me && <ChangeName name={me.name} />}
      {me && <ChangePassword email={me.email} />}
      <EndSessions />
      {me && <DeleteAccount email={me.email} />}
    </Page>
  );
}

function SignOut() {
  const { mutate, isPending } = useMutation({ mutationFn: signOut });
  return (
    <Button variant="soft" size="3" loading={isPending} onClick={() => mutate()}>
      Sign out
    </Button>
  );
}

function EndSessions() {
  const { mutate, error, isPending } = useMutation({
    mutationFn: async () => {
      await orThrow(api.POST('/v1/auth/logout-everywhere'));
      await signOut();
    },
  });
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="2">
        Signed in elsewhere
      </Heading>
      <Text as="p" size="2" color="gray" mb="4">
        Signs you out on every device, including this one. Other devices can take up to five minutes.
      </Text>
      <Flex direction="column" gap="3" align="start">
        {error && <Trouble of={error} retry={mutate} />}
        <Button size="3" variant="soft" loading={isPending} onClick={() => mutate()}>
          Sign out everywhere
        </Button>
      </Flex>
    </Card>
  );
}
