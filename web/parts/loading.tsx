import { Badge, Skeleton, Spinner } from '@radix-ui/themes';
import { useNavigation } from 'react-router';

/** In the place of a page that is still being loaded, when it is the first. */
export const Loading = () => (
  <div role="status" aria-label="Loading">
    <Skeleton width="100%" height="12em" />
  </div>
);

/** Says that the requested page is on its way, if the network is slow. The old page stays until it has come. */
export function OnItsWay() {
  const { state } = useNavigation();
  return (
    <div role="status" className="on-its-way">
      {state !== 'idle' && (
        <Badge size="3">
          <Spinner /> Loading…
        </Badge>
      )}
    </div>
  );
}
