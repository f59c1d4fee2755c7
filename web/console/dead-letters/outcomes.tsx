import { Text } from '@radix-ui/themes';
import type { Schemas } from '../../../client/index.ts';
import { Table } from '../parts/table.tsx';

type Page = { items: Schemas['Redriven'][]; nextCursor?: string };

/** What happened, or would happen, to each. */
export function Outcomes({ of }: { of: Page | undefined }) {
  if (!of) return null;
  const failed = of.items.filter(({ outcome }) => outcome === 'failed').length;
  return (
    <>
      <Text as="p" size="2" mt="4" role="status">
        {of.items.length === 0 && 'None of them is still open. '}
        {of.items.length > 0 && `${of.items.length}, ${failed === 0 ? 'none failed' : `${failed} failed and are still open`}. `}
        {of.nextCursor && 'There are more.'}
      </Text>
      {of.items.length > 0 && (
        <Table label="Outcomes" columns={['Message', 'Outcome']}>
          {of.items.map(({ deadLetterId, type, queue, outcome, detail }) => (
            <tr key={deadLetterId}>
              <th scope="row">
                {type ?? 'unknown type'} for {queue}
              </th>
              <td>
                {outcome}
                {detail && `: ${detail}`}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  );
}
