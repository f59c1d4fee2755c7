import { AlertDialog, Button, Flex } from '@radix-ui/themes';
import { useMutation } from '@tanstack/react-query';
import { type ComponentProps, type ReactNode, type SyntheticEvent, useState } from 'react';
import { useDraft } from '../../app/draft.ts';
import { useFocusAfterwards } from '../../parts/focus-afterwards.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { TextAreaField } from './text-area-field.tsx';

type Props = {
  /** What both buttons say: the one that opens the dialog, and the one that acts. */
  name: string;
  title: string;
  color?: ComponentProps<typeof Button>['color'];
  /** What it is done to. A reason that is half written is kept for it. */
  about: string;
  act: (reason: string) => Promise<unknown>;
  /** What it will do, in a sentence or two. */
  children: ReactNode;
};

/** A button for an action that changes something. It says what will happen, and asks why, before it acts. */
export function Act({ name, title, color = 'indigo', about, act, children }: Props) {
  useFocusAfterwards();
  const [isOpen, setOpen] = useState(false);
  const { draft, change, discard } = useDraft(`${name} ${about}`, { reason: '' });
  const { mutate, error, isPending, reset } = useMutation({ mutationFn: () => act(draft.reason.trim()) });
  const open = (isOpen: boolean) => {
    // Until there is an answer, so that it is not requested twice.
    if (isPending) return;
    setOpen(isOpen);
    if (isOpen) reset();
  };
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate(undefined, {
      onSuccess: () => {
        discard();
        setOpen(false);
      },
    });
  };
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={open}>
      <AlertDialog.Trigger>
        <Button variant="soft" color={color}>
          {name}…
        </Button>
      </AlertDialog.Trigger>
      <AlertDialog.Content maxWidth="32rem">
        <AlertDialog.Title>{title}</AlertDialog.Title>
        <AlertDialog.Description size="2">{children}</AlertDialog.Description>
        <form onSubmit={submit}>
          <Flex direction="column" gap="4" mt="4">
            <TextAreaField
              label="Why? It is recorded with your name."
              required
              maxLength={200}
              value={draft.reason}
              onChange={({ target }) => change({ reason: target.value })}
            />
            {error && <Trouble of={error} />}
            <Flex gap="3" justify="end">
              <AlertDialog.Cancel>
                <Button type="button" variant="soft" color="gray" disabled={isPending}>
                  Leave it
                </Button>
              </AlertDialog.Cancel>
              <Button type="submit" color={color} loading={isPending}>
                {name}
              </Button>
            </Flex>
          </Flex>
        </form>
      </AlertDialog.Content>
    </AlertDialog.Root>
  );
}
