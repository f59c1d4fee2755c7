import { Button, Callout, Flex, Text } from '@radix-ui/themes';
import { Table } from '../parts/table.tsx';
import { fieldNames, type ProductValues } from './product-values.ts';

type Props = {
  values: ProductValues;
  base: ProductValues;
  now: ProductValues;
  /** A cache still shows the old version, so what was changed is not known yet. */
  isStale: boolean;
  keepMine: () => void;
  takeTheirs: () => void;
};

/**
 * Someone else has changed the product in the meantime: their version beside the changes made here. Fields that were not changed
 * here stay as theirs.
 */
export function Conflict({ values, base, now, isStale, keepMine, takeTheirs }: Props) {
  const names = Object.keys(fieldNames) as (keyof ProductValues)[];
  const changed = names.filter((name) => values[name] !== now[name] || base[name] !== now[name]);
  return (
    <Callout.Root color="amber" role="alert">
      <Flex direction="column" gap="3">
        <Text as="p" size="2">
          <strong>Someone else has changed this product since you began.</strong>{' '}
          {isStale ? 'A cache still shows the old version. Save again in half a minute.' : 'Nothing is saved yet.'}
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
                The values in this form are the same; only the picture was changed.
              </Text>
            )}
            <Flex gap="3" wrap="wrap">
              <Button type="button" variant="soft" color="amber" onClick={keepMine}>
                Save my changes to it
              </Button>
              <Button type="button" variant="soft" color="amber" onClick={takeTheirs}>
                Use their version
              </Button>
            </Flex>
          </>
        )}
      </Flex>
    </Callout.Root>
  );
}
