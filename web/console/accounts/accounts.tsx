import { Button, Flex, Text } from '@radix-ui/themes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { useNavigate } from 'react-router';
import { api, orThrow } from '../../app/api.ts';
import { useDraft } from '../../app/draft.ts';
import { EmailField } from '../../parts/email-field.tsx';
import { Page } from '../../parts/page.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { accountQuery } from './account-query.ts';

/** Finds an account by email. The email is kept out of the URL, which ends up in logs and browser histories. */
export function Accounts() {
  const { draft, change, discard } = useDraft('account search', { email: '' });
  const { mutate, data, error, isPending, reset } = useFinding(discard);
  const type = (email: string) => {
    change({ email });
    // The last result, or refusal, was about a different email address.
    reset();
  };
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate(draft.email.trim());
  };
  return (
    <Page title="Accounts">
      <form onSubmit={submit} aria-label="Find an account">
        <Flex direction="column" gap="4" maxWidth="28rem">
          <EmailField
            hint="The full email address. Case does not matter."
            required
            maxLength={254}
            value={draft.email}
            onChange={({ target }) => type(target.value)}
          />
          {error && <Trouble of={error} />}
          <Flex gap="3" align="center">
            <Button type="submit" loading={isPending}>
              Find
            </Button>
            <Text size="2" role="status">
              {data?.items.length === 0 && 'No account has this email address.'}
            </Text>
          </Flex>
        </Flex>
      </form>
    </Page>
  );
}

function useFinding(discard: () => void) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (email: string) => orThrow(api.POST('/v1/auth/users/search', { body: { email } })),
    onSuccess: ({ items: [found] }) => {
      if (!found) return;
      discard();
      queries.setQueryData(accountQuery(found.userId).queryKey, found);
      void navigate(`/console/accounts/${found.userId}`);
    },
  });
}
