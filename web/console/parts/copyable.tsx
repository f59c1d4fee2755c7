import { CheckIcon, CopyIcon } from '@radix-ui/react-icons';
import { Flex, IconButton, Text } from '@radix-ui/themes';
import { useState } from 'react';

/** A whole id, with a button that copies it. */
export function Copyable({ what, text }: { what: string; text: string }) {
  const [tried, setTried] = useState<{ text: string; isCopied: boolean }>();
  const isTried = tried?.text === text;
  const isCopied = isTried && tried.isCopied;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setTried({ text, isCopied: true }),
      () => setTried({ text, isCopied: false }),
    );
  return (
    <Flex as="span" display="inline-flex" align="center" gap="2" wrap="wrap">
      <code className="id">{text}</code>
      {/* Browsers offer no clipboard to a page loaded over plain HTTP. */}
      {navigator.clipboard && (
        <IconButton size="1" variant="ghost" aria-label={isCopied ? `${what} is copied` : `Copy ${what}`} onClick={copy}>
          {isCopied ? <CheckIcon /> : <CopyIcon />}
        </IconButton>
      )}
      {isTried && !isCopied && (
        <Text size="1" color="red" role="alert">
          Your browser did not allow it. Select the text and copy it.
        </Text>
      )}
    </Flex>
  );
}
