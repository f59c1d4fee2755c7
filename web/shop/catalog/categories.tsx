import { Badge, Button, Flex, Text } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { api, orThrow } from '../../app/api.ts';
import { largest } from './largest.ts';

const shownFirst = 30;

/** Links to the categories. All products can be seen without them, so an error takes only one line. */
export function Categories({ chosen }: { chosen: string | undefined }) {
  const [isWhole, setWhole] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/catalog/categories', { signal })),
    staleTime: 60_000,
  });
  const all = data?.items ?? [];
  const shown = isWhole ? all : largest(all, shownFirst, chosen);
  return (
    <Flex gap="2" wrap="wrap" align="center" asChild>
      <nav aria-label="Categories" className="categories">
        <CategoryLink to="/" isChosen={!chosen}>
          Everything
        </CategoryLink>
        {shown.map(({ category, products }) => (
          <CategoryLink key={category} to={`/?category=${encodeURIComponent(category)}`} isChosen={chosen === category}>
            {category} <Badge variant="surface">{products}</Badge>
          </CategoryLink>
        ))}
        {all.length > shownFirst && (
          <Button variant="ghost" m="1" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'Fewer' : 'More'}
          </Button>
        )}
        {error && !data && <NotLoaded again={() => void refetch()} />}
      </nav>
    </Flex>
  );
}

const NotLoaded = ({ again }: { again: () => void }) => (
  <>
    <Text size="2" color="gray" role="status">
      The categories could not be loaded.
    </Text>
    <Button variant="ghost" m="1" onClick={again}>
      Load the categories
    </Button>
  </>
);

function CategoryLink({ to, isChosen, children }: { to: string; isChosen: boolean; children: ReactNode }) {
  return (
    <Button asChild className="category" radius="full" variant={isChosen ? 'solid' : 'soft'}>
      <Link to={to} aria-current={isChosen ? 'page' : undefined}>
        {children}
      </Link>
    </Button>
  );
}
