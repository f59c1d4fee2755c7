import { AlertDialog, Button, Card, Flex, Heading, Text } from '@radix-ui/themes';
import { useMutation } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { isProblem, RefusedError } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { signOut } from '../../app/left-behind.ts';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/trouble.tsx';

export function DeleteAccount({ email }: { email: string }) {
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="2">
        Delete the account
      </Heading>
      <Text as="p" size="2" color="gray" mb="4">
        Your account is deleted, with its e-mail, name and password. Your orders stay in our books, with the addresses they went
        to.
      </Text>
      <AlertDialog.Root>
        <AlertDialog.Trigger>
          <Button size="3" variant="outline" color="red">
            Delete my account…
          </Button>
        </AlertDialog.Trigger>
        <AlertDialog.Content maxWidth="28rem">
          <AlertDialog.Title>Delete your account?</AlertDialog.Title>
          <AlertDialog.Description mb="4">You cannot undo this. Enter your password to confirm.</AlertDialog.Description>
          <PasswordForm email={email} />
        </AlertDialog.Content>
      </AlertDialog.Root>
    </Card>
  );
}

function PasswordForm({ email }: { email: string }) {
  const { mutate, error, isPending } = useMutation({ mutationFn: deleteAccount });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate(String(new FormData(event.currentTarget).get('password')));
  };
  const isWrong = error instanceof RefusedError && isProblem(error.problem, 'bad-credentials');
  return (
    <form onSubmit={submit}>
      <Flex direction="column" gap="4">
        <input hidden readOnly name="username" autoComplete="username" value={email} />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={isWrong ? 'This is not your password.' : undefined}
        />
        {error && !isWrong && <Trouble of={error} />}
        <Flex gap="3" justify="end">
          <AlertDialog.Cancel>
            <Button type="button" variant="soft" color="gray">
              Keep it
            </Button>
          </AlertDialog.Cancel>
          <Button type="submit" color="red" loading={isPending}>
            Delete my account
          </Button>
        </Flex>
      </Flex>
    </form>
  );
}

async function deleteAccount(password: string): Promise<void> {
  await orThrow(api.DELETE('/v1/auth/me', { body: { password } }));
  await signOut();
}
