import { ExclamationTriangleIcon } from '@radix-ui/react-icons';
import { Button, Callout, Flex, Text } from '@radix-ui/themes';
import { Link } from 'react-router';
import { SignInAgain } from './sign-in-again.tsx';
import { troubleText } from './trouble-text.ts';

type Props = { of: unknown; retry?: (() => unknown) | undefined };

/** An error in plain words, and what to do next. */
export function Trouble({ of, retry }: Props) {
  const { title, text, wayOn } = troubleText(of);
  return (
    <Callout.Root color="red" role="alert">
      <Callout.Icon>
        <ExclamationTriangleIcon />
      </Callout.Icon>
      <Flex direction="column" gap="2" align="start">
        <Text size="2" as="p">
          <strong>{title}.</strong> {text}
        </Text>
        {/* In a form, the button must not submit it. */}
        {wayOn === 'retry' && retry && (
          <Button type="button" color="red" variant="soft" onClick={() => void retry()}>
            Try again
          </Button>
        )}
        {wayOn === 'signIn' && <SignInAgain />}
        {wayOn === 'leave' && (
          <Button color="red" variant="soft" asChild>
            <Link to="/">Go to the shop</Link>
          </Button>
        )}
      </Flex>
    </Callout.Root>
  );
}
