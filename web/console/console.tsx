import { Container, Heading } from '@radix-ui/themes';
import { Route, Routes } from 'react-router';

/** The console: what those who run the shop see. */
export function Component() {
  return (
    <Routes>
      <Route index element={<Overview />} />
    </Routes>
  );
}

function Overview() {
  return (
    <Container size="4" p="5">
      <title>Console</title>
      <Heading as="h1">Console</Heading>
    </Container>
  );
}
