import { Button, Card, Flex, Text } from '@radix-ui/themes';
import { useMutation } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import { isProblem, RefusedError } from '../../../client/index.ts';
import { useDraft } from '../../app/draft.ts';
import { useIsSignedIn } from '../../app/session.ts';
import { nextOf } from '../../app/sign-in-address.ts';
import { EmailField } from '../../parts/email-field.tsx';
import { Field } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { createAccount } from './create-account.ts';
import { passwordIn } from './password-in.ts';

export function SignUp() {
  const [search] = useSearchParams();
  if (useIsSignedIn()) return <Navigate to={nextOf(search)} replace />;
  return (
    <Page title="Create an account">
      <Card size="4" className="narrow">
        <Form />
        <Text as="p" size="2" mt="4">
          Already have an account? <Link to={`/sign-in?${search}`}>Sign in</Link>
        </Text>
      </Card>
    </Page>
  );
}

function Form() {
  const { draft, change, discard } = useDraft('sign-up', { name: '', email: '' });
  const { mutate, error, isPending } = useMutation({ mutationFn: createAccount, onSuccess: discard });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = draft.name.trim();
    mutate({ email: draft.email.trim(), password: passwordIn(event.currentTarget), ...(name && { name }) });
  };
  const wrong = fieldErrors(error);
  const typed = (field: keyof typeof draft) => ({
    ...{ name: field, value: draft[field], error: wrong[field] },
    onChange: ({ target }: { target: { value: string } }) => change({ [field]: target.value }),
  });
  return (
    <form onSubmit={submit}>
      <Flex direction="column" gap="4">
        <Field label="Name (optional)" autoComplete="name" maxLength={100} {...typed('name')} />
        <EmailField autoComplete="username" required {...typed('email')} />
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
          Create account
        </Button>
      </Flex>
    </form>
  );
}

/** What is wrong, by field. */
function fieldErrors(error: unknown): Record<string, string> {
  const problem = error instanceof RefusedError ? error.problem : undefined;
  if (isProblem(problem, 'email-taken')) return { email: 'There is an account with this email. Sign in instead.' };
  return Object.fromEntries(problem?.errors?.map(({ path, message }) => [path.split('.').at(-1) ?? '', message]) ?? []);
}
