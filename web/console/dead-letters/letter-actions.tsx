import { Button, Callout, Flex, Text } from '@radix-ui/themes';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Act } from '../parts/act.tsx';

/** What can be done about a dead letter, and the outcome. */
export function LetterActions({ letter: { deadLetterId, queue, state } }: { letter: Schemas['DeadLetterDossier'] }) {
  const queries = useQueryClient();
  const isOpen = state === 'open';
  const params = { path: { deadLetterId } };
  const again = () => queries.invalidateQueries({ queryKey: ['ops'] });
  const redrive = useMutation({
    mutationFn: (body: Schemas['HowToRedrive']) =>
      orThrow(api.POST('/v1/ops/dead-letters/{deadLetterId}/redrive', { params, body })),
    onSettled: again,
  });
  // A dry run changes nothing, so it needs no confirmation and is not recorded, but the API still requires a reason.
  const dryRun = () => redrive.mutate({ reason: 'dry run', dryRun: true, again: !isOpen });
  const drop = (reason: string) =>
    orThrow(api.POST('/v1/ops/dead-letters/{deadLetterId}/drop', { params, body: { reason } })).then(again);
  const reveal = (reason: string) =>
    orThrow(api.POST('/v1/ops/dead-letters/{deadLetterId}/reveal', { params, body: { reason } })).then((whole) => {
      queries.setQueryData(['ops', 'dead-letter', deadLetterId], whole);
    });
  return (
    <Flex direction="column" gap="3">
      <Flex gap="3" wrap="wrap">
        <Button variant="soft" loading={redrive.isPending} onClick={dryRun}>
          Dry run
        </Button>
        <Act
          name={isOpen ? 'Redrive' : 'Redrive once more'}
          title={`Send it to the queue of ${queue} again?`}
          about={deadLetterId}
          act={(reason) => redrive.mutateAsync({ reason, again: !isOpen })}
        >
          The same body and attributes are sent. This is safe at any age: a service that has already processed it does nothing.
          {!isOpen && ` It has been ${state} before.`}
        </Act>
        {isOpen && (
          <Act name="Drop" title="Drop this message?" about={deadLetterId} color="red" act={drop}>
            It is not sent again. It is kept, and you can redrive it later.
          </Act>
        )}
        <Act name="Show all of it" title="Show personal data, too?" about={deadLetterId} color="amber" act={reveal}>
          The message is shown as it was received, until you leave this page. Your name, the time and your reason are recorded
          first.
        </Act>
      </Flex>
      {redrive.error && <Trouble of={redrive.error} />}
      {redrive.data && (
        <Callout.Root role="status">
          <Text as="p" size="2">
            {redrive.data.outcome === 'would be redriven'
              ? `It would be sent to the queue of ${redrive.data.queue}.`
              : `It was sent to the queue of ${redrive.data.queue}.`}
            {redrive.data.detail && ` But ${redrive.data.detail}.`}
          </Text>
        </Callout.Root>
      )}
    </Flex>
  );
}
