import { CheckIcon, CopyIcon } from '@radix-ui/react-icons';
import { Flex, IconButton } from '@radix-ui/themes';
import { useState } from 'react';

/** A whole id, with a button that copies it. */
export function Copyable({ what, text }: { what: string; text: string }) {
  const [copied, setCopied] = useState<string>();
  const isCopied = copied === text;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(text),
      () => undefined, // Not allowed here; the text can still be selected and copied.
    );
  return (
    <Flex as="span" display="inline-flex" align="center" gap="2">
      <code className="id">{text}</code>
      {/* Browsers offer no clipboard to a page loaded over plain HTTP. */}
      {navigator.clipboard && (
        <IconButton size="1" variant="ghost" aria-label={isCopied ? `${what} is copied` : `Copy ${what}`} onClick={copy}>
          {isCopied ? <CheckIcon /> : <CopyIcon />}
        </IconButton>
      )}
    </Flex>
  );
}
