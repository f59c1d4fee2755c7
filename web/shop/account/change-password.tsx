import { Button, Card, Flex, Heading, Text } from '@radix-ui/themes';
import { useMutation } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { isProblem, RefusedError } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { Field } from '../../parts/field.tsx';
import { SignInAgain } from '../../parts/sign-in-again.tsx';
import { Trouble } from '../../parts/trouble.tsx';

type Change = { currentPassword: string; newPassword: string };

/** A change ends all sessions; this page signs in again with the new password, and stays. */
export function ChangePassword({ email }: { email: string }) {
  const { mutate, error, isPending, isSuccess } = useMutation({ mutationFn: (change: Change) => changePassword(email, change) });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const change = { currentPassword: String(data.get('currentPassword')), newPassword: String(data.get('newPassword')) };
    mutate(change, { onSuccess: () => form.reset() });
  };
  const problem = error instanceof RefusedError ? error.problem : undefined;
  const isWrong = isProblem(problem, 'bad-credentials');
  const weakness = problem?.errors?.find(({ path }) => path.endsWith('newPassword'))?.message;
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="4">
        Password
      </Heading>
      <form onSubmit={submit} className="narrow">
        <Flex direction="column" gap="4">
          <input hidden readOnly name="username" autoComplete="username" value={email} />
          <Field
            label="Current password"
            name="currentPassword"
            type="password"
            autoComplete="current-password"
            required
            error={isWrong ? 'This is not your password.' : undefined}
          />
          <Field
            label="New password"
            name="newPassword"
            type="password"
            autoComplete="new-password"
            required
            minLength={15}
            hint="15 characters or more. All other devices are signed out."
            error={weakness}
          />
          {error instanceof SignedOutError && <ChangedAndSignedOut />}
          {error && !(error instanceof SignedOutError) && !isWrong && !weakness && <Trouble of={error} />}
          <Button size="3" type="submit" loading={isPending}>
            Change password
          </Button>
          <Text size="2" role="status">
            {isSuccess && 'Your password is changed.'}
          </Text>
        </Flex>
      </form>
    </Card>
  );
}

const ChangedAndSignedOut = () => (
  <Flex direction="column" gap="3" align="start" role="alert">
    <Text size="2">Your password is changed. Sign in with the new one.</Text>
    <SignInAgain />
  </Flex>
);

async function changePassword(email: string, body: Change): Promise<void> {
  await orThrow(api.POST('/v1/auth/password', { body }));
  await api.signIn({ email, password: body.newPassword }).catch((cause) => {
    throw new SignedOutError('the password is changed', { cause });
  });
}

/** The password was changed, but signing in with it failed: there may be no network. */
class SignedOutError extends Error {}
