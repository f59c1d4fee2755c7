import { Button, Card, Flex, Heading, Text } from '@radix-ui/themes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SyntheticEvent } from 'react';
import { RefusedError } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { useDraft } from '../../app/draft.ts';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/trouble.tsx';

/** An empty field removes the name. */
export function ChangeName({ name }: { name: string | undefined }) {
  const queries = useQueryClient();
  const { draft, change, discard } = useDraft('name', { name: name ?? '' });
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (name: string) => orThrow(api.PATCH('/v1/auth/me', { body: { name: name || null } })),
    onSuccess: (me) => {
      queries.setQueryData(['me'], me);
      discard();
    },
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate(draft.name.trim());
  };
  const mistake = error instanceof RefusedError ? error.problem?.errors?.find(({ path }) => path.endsWith('name')) : undefined;
  return (
    <Card size="3">
      <Heading as="h2" size="4" mb="4">
        Name
      </Heading>
      <form onSubmit={submit} className="narrow">
        <Flex direction="column" gap="4">
          <Field
            label="Your name"
            name="name"
            autoComplete="name"
            maxLength={100}
            value={draft.name}
            onChange={({ target }) => change({ name: target.value })}
            hint="Optional."
            error={mistake?.message}
          />
          {error && !mistake && <Trouble of={error} />}
          <Button size="3" type="submit" loading={isPending}>
            Save name
          </Button>
          <Text size="2" role="status">
            {isSuccess && 'Your name is saved.'}
          </Text>
        </Flex>
      </form>
    </Card>
  );
}
