import { Badge, Button, Flex } from '@radix-ui/themes';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, orThrow } from '../../app/api.ts';

/** An error is not shown, because all products can be seen without categories. */
export function Categories({ chosen }: { chosen: string | undefined }) {
  const { data } = useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/catalog/categories', { signal })),
    staleTime: 60_000,
  });
  return (
    <Flex gap="2" wrap="wrap" asChild>
      <nav aria-label="Categories" className="categories">
        <CategoryLink to="/" isChosen={!chosen}>
          Everything
        </CategoryLink>
        {data?.items.map(({ category, products }) => (
          <CategoryLink key={category} to={`/?category=${encodeURIComponent(category)}`} isChosen={chosen === category}>
            {category} <Badge variant="surface">{products}</Badge>
          </CategoryLink>
        ))}
      </nav>
    </Flex>
  );
}

function CategoryLink({ to, isChosen, children }: { to: string; isChosen: boolean; children: React.ReactNode }) {
  return (
    <Button asChild className="category" radius="full" variant={isChosen ? 'solid' : 'soft'}>
      <Link to={to} aria-current={isChosen ? 'page' : undefined}>
        {children}
      </Link>
    </Button>
  );
}
