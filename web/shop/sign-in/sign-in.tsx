import { Button, Card, Flex, Text } from '@radix-ui/themes';
import { useMutation } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { RefusedError } from '../../../client/index.ts';
import { api } from '../../app/api.ts';
import { useDraft } from '../../app/draft.ts';
import { useIsSignedIn } from '../../app/session.ts';
import { nextOf } from '../../app/sign-in-address.ts';
import { EmailField } from '../../parts/email-field.tsx';
import { Field } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { passwordIn } from './password-in.ts';

export function SignIn() {
  const [search] = useSearchParams();
  const { draft, change, discard } = useDraft('sign-in', { email: '' });
  const { mutate, error, isPending } = useMutation({ mutationFn: api.signIn, onSuccess: discard });
  if (useIsSignedIn()) return <Navigate to={nextOf(search)} replace />;
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate({ email: draft.email.trim(), password: passwordIn(event.currentTarget) });
  };
  const isWrong = error instanceof RefusedError && error.status === 401;
  return (
    <Page title="Sign in">
      <Card size="4" className="narrow">
        <form onSubmit={submit}>
          <Flex direction="column" gap="4">
            <EmailField
              name="email"
              autoComplete="username"
              required
              autoFocus
              value={draft.email}
              onChange={({ target }) => change({ email: target.value })}
            />
            <Field
              label="Password"
              name="password"
              type="password"
              autoComplete="current-password"
              required
              error={isWrong ? 'Email and password do not match.' : undefined}
            />
            {error && !isWrong && <Trouble of={error} />}
            <Button size="3" type="submit" loading={isPending}>
              Sign in
            </Button>
            <Text size="2">
              New here? <Link to={`/sign-up?${search}`}>Create an account</Link>
            </Text>
          </Flex>
        </form>
      </Card>
    </Page>
  );
}
