import { Card, Heading, Text } from '@radix-ui/themes';
import type { Schemas } from '../../../client/index.ts';
import { ActionList } from '../parts/action-list.tsx';

/** Shown in place of the details of a product that is no longer for sale: who archived it, when and why. */
export const Archived = ({ archival: { archivedBy, archivedAt, reason } }: { archival: Schemas['Archival'] }) => (
  <Card size="3">
    <Heading as="h2" size="4" mb="4">
      No longer for sale
    </Heading>
    {archivedBy && archivedAt ? (
      <ActionList label="Who archived it" actions={[{ action: 'archive', by: archivedBy, at: archivedAt, reason }]} />
    ) : (
      <Text as="p" size="2" color="gray">
        It was archived before we recorded who did it.
      </Text>
    )}
  </Card>
);
