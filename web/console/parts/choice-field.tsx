import { Flex, Text } from '@radix-ui/themes';
import { type ComponentProps, useId } from 'react';
import { Choice } from '../../parts/choice.tsx';

/** A select with its label. */
export function ChoiceField({ label, ...choice }: Omit<ComponentProps<typeof Choice>, 'id'> & { label: string }) {
  const id = useId();
  return (
    <Flex direction="column" gap="1">
      <Text as="label" htmlFor={id} size="2" weight="medium">
        {label}
      </Text>
      <Choice {...choice} id={id} />
    </Flex>
  );
}
