import { Button, Flex } from '@radix-ui/themes';
import type { ReactNode, SyntheticEvent } from 'react';

type Props = { label: string; find: () => void; showAll: () => void; isFinding?: boolean; children: ReactNode };

/** A form of filters, searched when it is submitted. */
export function FilterForm({ label, find, showAll, isFinding = false, children }: Props) {
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    find();
  };
  return (
    <form onSubmit={submit} aria-label={label}>
      <div className="filters">
        {children}
        <Flex gap="2">
          <Button type="submit" loading={isFinding}>
            Find
          </Button>
          <Button type="button" variant="soft" color="gray" onClick={showAll}>
            Show all
          </Button>
        </Flex>
      </div>
    </form>
  );
}
