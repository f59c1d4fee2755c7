import { Flex, Text, TextArea } from '@radix-ui/themes';
import { type ComponentProps, useId } from 'react';

type Props = Omit<ComponentProps<typeof TextArea>, 'id'> & { label: string; error?: string | undefined };

/** A text area with its label, and any error below it, which is read out. */
export function TextAreaField({ label, error, ...input }: Props) {
  const id = useId();
  return (
    <Flex direction="column" gap="1">
      <Text as="label" htmlFor={id} size="2" weight="medium">
        {label}
      </Text>
      <TextArea {...input} id={id} aria-invalid={Boolean(error)} {...(error && { 'aria-describedby': `${id}-error` })} />
      {error && (
        <Text id={`${id}-error`} size="1" color="red" role="alert">
          {error}
        </Text>
      )}
    </Flex>
  );
}
