import { AlertDialog, Button, Flex } from '@radix-ui/themes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { mayCancel } from '../../saga/status-words.ts';

/** Cancels the order while that is possible. If it is too late, says so, even though nothing can be cancelled any more. */
export function CancelOrder({ order }: { order: Schemas['Order'] }) {
  const { mutate, error, isPending } = useCancelling(order.orderId);
  const isPossible = mayCancel(order);
  if (!isPossible && !error) return null;
  return (
    <Flex direction="column" gap="2" align="start">
      {isPossible && <Confirmed isPending={isPending} act={mutate} />}
      {error && <Trouble of={error} retry={isPossible ? mutate : undefined} />}
    </Flex>
  );
}

/** Asks for confirmation, because it cannot be undone. */
const Confirmed = ({ isPending, act }: { isPending: boolean; act: () => void }) => (
  <AlertDialog.Root>
    <AlertDialog.Trigger>
      <Button variant="outline" color="red" loading={isPending}>
        Cancel this order
      </Button>
    </AlertDialog.Trigger>
    <AlertDialog.Content maxWidth="28rem">
      <AlertDialog.Title>Cancel this order?</AlertDialog.Title>
      <AlertDialog.Description>
        Reserved items are released, and the hold on your money is lifted. You cannot undo this.
      </AlertDialog.Description>
      <Flex gap="3" mt="4" justify="end">
        <AlertDialog.Cancel>
          <Button variant="soft" color="gray">
            Keep it
          </Button>
        </AlertDialog.Cancel>
        <AlertDialog.Action>
          <Button color="red" onClick={() => act()}>
            Cancel the order
          </Button>
        </AlertDialog.Action>
      </Flex>
    </AlertDialog.Content>
  </AlertDialog.Root>
);

function useCancelling(orderId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => orThrow(api.POST('/v1/orders/{orderId}/cancel', { params: { path: { orderId } } })),
    onSuccess: (order) => queries.setQueryData(['order', orderId], order),
    // A refusal, too, means that the order has changed since this page last asked.
    onSettled: () => queries.invalidateQueries({ queryKey: ['order', orderId] }),
  });
}
