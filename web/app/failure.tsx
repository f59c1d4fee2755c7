import { Button, Container, Flex, Heading, Text } from '@radix-ui/themes';
import { isRouteErrorResponse, useRouteError } from 'react-router';

/** Instead of a page that could not be shown: there is no such page, a part of it did not load, or it has a defect. */
export function Failure() {
  const error = useRouteError();
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Container size="2" p="6">
      <Flex direction="column" gap="4" align="start" asChild>
        <main>
          <Heading as="h1">{isMissing ? 'There is no such page' : 'This page could not be shown'}</Heading>
          <Text as="p" color="gray">
            {isMissing
              ? 'The address may be misspelt, or what was here is gone.'
              : 'There may be a new version of the site, or the connection was lost while it loaded. Loading the page again helps in both cases.'}
          </Text>
          <Flex gap="3">
            {!isMissing && <Button onClick={() => location.reload()}>Load again</Button>}
            <Button variant="soft" asChild>
              <a href="/">To the shop</a>
            </Button>
          </Flex>
        </main>
      </Flex>
    </Container>
  );
}
