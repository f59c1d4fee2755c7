import { Button, Card, Flex, Text } from '@radix-ui/themes';
import { useMutation } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { isProblem, RefusedError } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { useIsSignedIn } from '../../app/session.ts';
import { nextOf } from '../../app/sign-in-address.ts';
import { EmailField } from '../../parts/email-field.tsx';
import { Field } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';

type Account = { email: string; password: string; name?: string };

export function SignUp() {
  const [search] = useSearchParams();
  const { mutate, error, isPending } = useMutation({ mutationFn: signUp });
  if (useIsSignedIn()) return <Navigate to={nextOf(search)} replace />;
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get('name')).trim();
    mutate({ email: String(form.get('email')).trim(), password: String(form.get('password')), ...(name && { name }) });
  };
  const wrong = fieldErrors(error);
  return (
    <Page title="Create an account">
      <Card size="4" className="narrow">
        <form onSubmit={submit}>
          <Flex direction="column" gap="4">
            <Field label="Name (optional)" name="name" autoComplete="name" maxLength={100} error={wrong.name} />
            <EmailField name="email" autoComplete="username" required error={wrong.email} />
            <Field
              label="Password"
              name="password"
              type="password"
              autoComplete="new-password"
              required
              minLength={15}
              hint="15 characters or more. A few unrelated words work best."
              error={wrong.password}
            />
            {error && !wrong.name && !wrong.email && !wrong.password && <Trouble of={error} />}
            <Button size="3" type="submit" loading={isPending}>
              Create the account
            </Button>
            <Text size="2">
              Already have an account? <Link to={`/sign-in?${search}`}>Sign in</Link>
            </Text>
          </Flex>
        </form>
      </Card>
    </Page>
  );
}

async function signUp(account: Account): Promise<void> {
  await orThrow(api.POST('/v1/auth/register', { body: account }));
  await api.signIn(account);
}

/** What is wrong, by field. */
function fieldErrors(error: unknown): Record<string, string> {
  const problem = error instanceof RefusedError ? error.problem : undefined;
  if (isProblem(problem, 'email-taken')) return { email: 'There is an account with this e-mail. Sign in instead.' };
  return Object.fromEntries(problem?.errors?.map(({ path, message }) => [path.split('.').at(-1) ?? '', message]) ?? []);
}
