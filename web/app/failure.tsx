import { Button, Container, Flex, Heading, Text } from '@radix-ui/themes';
import { isRouteErrorResponse, useRouteError } from 'react-router';

/** Shown in place of a page that does not exist, did not load completely, or failed. */
export function Failure() {
  const error = useRouteError();
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Container size="2" p="6">
      <Flex direction="column" gap="4" align="start" asChild>
        <main>
          <Heading as="h1">{isMissing ? 'Page not found' : 'This page could not be shown'}</Heading>
          <Text as="p" color="gray">
            {isMissing
              ? 'The address may be wrong, or the page is gone.'
              : 'There may be a new version of the site, or the connection was lost. Reloading the page helps in both cases.'}
          </Text>
          <Flex gap="3">
            {!isMissing && <Button onClick={() => location.reload()}>Reload</Button>}
            <Button variant="soft" asChild>
              <a href="/">Go to the shop</a>
            </Button>
          </Flex>
        </main>
      </Flex>
    </Container>
  );
}
