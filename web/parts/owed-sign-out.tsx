import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Button, Callout, Flex, Text } from '@radix-ui/themes';
import { useMutation } from '@tanstack/react-query';
import { endSession, useOwesSignOut } from '../app/left-behind.ts';

/** Says that a sign-out has not reached the server, and tries again on request. */
export function OwedSignOut() {
  const { mutate, isPending } = useMutation({ mutationFn: endSession });
  if (!useOwesSignOut()) return null;
  return (
    <Callout.Root color="amber" role="alert" mb="5">
      <Callout.Icon>
        <ExclamationTriangleIcon />
      </Callout.Icon>
      <Flex direction="column" gap="2" align="start">
        <Text size="2" as="p">
          <strong>You are not signed out completely.</strong> The server could not be reached, so the next person to use this
          browser could still act as you.
        </Text>
        <Button type="button" color="amber" variant="soft" loading={isPending} onClick={() => mutate()}>
          Sign out completely
        </Button>
      </Flex>
    </Callout.Root>
  );
}
