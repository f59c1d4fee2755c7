import { Flex, Heading } from '@radix-ui/themes';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

type Props = { title: string; heading?: ReactNode; aside?: ReactNode; children: ReactNode };

/** A page with its title. After a navigation the focus is on its heading. */
export function Page({ title, heading, aside, children }: Props) {
  const { key, pathname, search } = useLocation();
  const ref = useRef<HTMLHeadingElement>(null);
  const isFirst = key === 'default';
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another page, even if its component stays mounted
  useEffect(() => {
    if (!isFirst) ref.current?.focus({ preventScroll: true });
  }, [isFirst, pathname, search]);
  return (
    <Flex direction="column" gap="5">
      <title>{`${title} · CloudServices`}</title>
      <Flex justify="between" align="center" gap="4" wrap="wrap">
        <Heading as="h1" size="7" ref={ref} tabIndex={-1} className="page-heading">
          {heading ?? title}
        </Heading>
        {aside}
      </Flex>
      {children}
    </Flex>
  );
}
