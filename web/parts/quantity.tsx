import { MinusIcon, PlusIcon } from '@radix-ui/react-icons';
import { Flex, IconButton, TextField } from '@radix-ui/themes';
import { useEffect, useState } from 'react';

type Props = { value: number; onChange: (value: number) => void; label: string };

/** A whole number, at least 1. An empty field keeps the last one. */
export function Quantity({ value, onChange, label }: Props) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const change = (next: string) => {
    setText(next);
    if (/^[1-9]\d{0,6}$/.test(next)) onChange(Number(next));
  };
  return (
    <Flex align="center" gap="1" role="group" aria-label={label}>
      <IconButton
        size="3"
        variant="soft"
        aria-label={`One less: ${label}`}
        disabled={value <= 1}
        onClick={() => onChange(value - 1)}
      >
        <MinusIcon />
      </IconButton>
      <TextField.Root
        size="3"
        className="quantity"
        inputMode="numeric"
        aria-label={label}
        value={text}
        onChange={({ target }) => change(target.value)}
        onBlur={() => setText(String(value))}
      />
      <IconButton size="3" variant="soft" aria-label={`One more: ${label}`} onClick={() => onChange(value + 1)}>
        <PlusIcon />
      </IconButton>
    </Flex>
  );
}
