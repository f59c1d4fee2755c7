import { Flex, Text, TextField } from '@radix-ui/themes';
import { type ComponentProps, useId } from 'react';

type Props = Omit<ComponentProps<typeof TextField.Root>, 'id'> & { label: string; hint?: string; error?: string | undefined };

/** A text field with its label, and a hint or an error below it. An error is read out. */
export function Field({ label, hint, error, ...input }: Props) {
  const id = useId();
  const told = error ?? hint;
  return (
    <Flex direction="column" gap="1">
      <Text as="label" htmlFor={id} size="2" weight="medium">
        {label}
      </Text>
      <TextField.Root
        size="3"
        {...input}
        id={id}
        aria-invalid={Boolean(error)}
        {...(told && { 'aria-describedby': `${id}-told` })}
      />
      {error && (
        <Text id={`${id}-told`} size="1" color="red" role="alert">
          {error}
        </Text>
      )}
      {hint && !error && (
        <Text id={`${id}-told`} size="1" color="gray">
          {hint}
        </Text>
      )}
    </Flex>
  );
}
