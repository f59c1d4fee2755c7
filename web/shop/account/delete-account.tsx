import { AlertDialog, Button, Card, Flex, Heading, Text } from '@radix-ui/themes';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { isProblem, RefusedError } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { signOut } from '../../app/left-behind.ts';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/trouble.tsx';

export function DeleteAccount({ email }: { email: string }) {
  const [isOpen, setOpen] = useState(false);
  const deleting = useMutation({ mutationFn: deleteAccount });
  const open = (isOpen: boolean) => {
    // Until there is an answer, so that it is not requested twice.
    if (deleting.isPending) return;
    setOpen(isOpen);
    if (isOpen) deleting.reset();
  };
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="2">
        Delete account
      </Heading>
      <Text as="p" size="2" color="gray" mb="4">
        Your account is deleted, with its email address, name and password. We keep your orders for accounting, with their
        delivery addresses.
      </Text>
      <AlertDialog.Root open={isOpen} onOpenChange={open}>
        <AlertDialog.Trigger>
          <Button size="3" variant="outline" color="red">
            Delete my account…
          </Button>
        </AlertDialog.Trigger>
        <AlertDialog.Content maxWidth="28rem">
          <AlertDialog.Title>Delete your account?</AlertDialog.Title>
          <AlertDialog.Description mb="4">You cannot undo this. Enter your password to confirm.</AlertDialog.Description>
          <PasswordForm email={email} deleting={deleting} />
        </AlertDialog.Content>
      </AlertDialog.Root>
    </Card>
  );
}

type Props = { email: string; deleting: UseMutationResult<void, Error, string> };

function PasswordForm({ email, deleting: { mutate, error, isPending } }: Props) {
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
            <Button type="button" variant="soft" color="gray" disabled={isPending}>
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
