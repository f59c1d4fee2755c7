import { AlertDialog, Button, Flex } from '@radix-ui/themes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, orThrow } from '../../app/api.ts';
import { Trouble } from '../../parts/trouble.tsx';

/** Asks for confirmation, because it cannot be undone. */
export function CancelOrder({ orderId }: { orderId: string }) {
  const { mutate, error, isPending } = useCancelling(orderId);
  return (
    <Flex direction="column" gap="2" align="start">
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
              <Button color="red" onClick={() => mutate()}>
                Cancel the order
              </Button>
            </AlertDialog.Action>
          </Flex>
        </AlertDialog.Content>
      </AlertDialog.Root>
      {error && <Trouble of={error} retry={mutate} />}
    </Flex>
  );
}

function useCancelling(orderId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => orThrow(api.POST('/v1/orders/{orderId}/cancel', { params: { path: { orderId } } })),
    onSuccess: (order) => queries.setQueryData(['order', orderId], order),
    // A refusal, too, means that the order has changed since this page last asked.
    onSettled: () => queries.invalidateQueries({ queryKey: ['order', orderId] }),
  });
}
