import { AlertDialog, Button, Flex } from '@radix-ui/themes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, orThrow } from '../../app/api.ts';
import { Trouble } from '../../parts/trouble.tsx';

/** Asks once more, for it cannot be taken back. */
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
            Reserved pieces are released and held money is let go. An order that is cancelled stays cancelled.
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
    // Refused or not, something has changed that this page did not know.
    onSettled: () => queries.invalidateQueries({ queryKey: ['order', orderId] }),
  });
}
