import { Button, Callout, Flex, Text } from '@radix-ui/themes';
import { Table } from '../parts/table.tsx';
import { fieldNames, type ProductValues } from './product-values.ts';

type Props = {
  values: ProductValues;
  base: ProductValues;
  now: ProductValues;
  /** What was refused is what a cache still shows: nobody can tell yet what has changed. */
  isStale: boolean;
  keepMine: () => void;
  takeTheirs: () => void;
};

/** Somebody else has changed the product meanwhile: what they made of it, and what was to be made of it here. What was not changed here stays as they have it. */
export function Conflict({ values, base, now, isStale, keepMine, takeTheirs }: Props) {
  const names = Object.keys(fieldNames) as (keyof ProductValues)[];
  const changed = names.filter((name) => values[name] !== now[name] || base[name] !== now[name]);
  return (
    <Callout.Root color="amber" role="alert">
      <Flex direction="column" gap="3">
        <Text as="p" size="2">
          <strong>Somebody else has changed this product since you began.</strong>{' '}
          {isStale ? 'A cache does not show it yet; save again in half a minute to see it.' : 'Nothing is saved yet.'}
        </Text>
        {!isStale && (
          <>
            <Table label="What differs" columns={['', 'When you began', 'Now', 'Yours']}>
              {changed.map((name) => (
                <tr key={name}>
                  <th scope="row">{fieldNames[name]}</th>
                  <td>{base[name]}</td>
                  <td>{now[name]}</td>
                  <td>{values[name] === base[name] ? 'not changed' : values[name]}</td>
                </tr>
              ))}
            </Table>
            {changed.length === 0 && (
              <Text as="p" size="2">
                What stands in this form is the same; it was its picture.
              </Text>
            )}
            <Flex gap="3" wrap="wrap">
              <Button type="button" variant="soft" color="amber" onClick={keepMine}>
                Save my changes to it
              </Button>
              <Button type="button" variant="soft" color="amber" onClick={takeTheirs}>
                Take what is there now
              </Button>
            </Flex>
          </>
        )}
      </Flex>
    </Callout.Root>
  );
}
