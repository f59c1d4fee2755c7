import { Badge, Flex } from '@radix-ui/themes';
import type { Schemas } from '../../../client/index.ts';

type Run = Pick<Schemas['Reconciliation'], 'endedAt' | 'drifts' | 'repaired'>;

/** How far it has come, and whether the books agree. Only a comparison that has ended can say that they do. */
export const RunState = ({ run: { endedAt, drifts, repaired } }: { run: Run }) => (
  <Flex gap="2" wrap="wrap">
    {!endedAt && (
      <Badge color="indigo" size="2">
        not ended
      </Badge>
    )}
    {drifts > 0 && (
      <Badge color="red" size="2">
        {drifts === 1 ? '1 difference' : `${drifts} differences`}
      </Badge>
    )}
    {repaired > 0 && (
      <Badge color="amber" size="2">
        {repaired} repaired
      </Badge>
    )}
    {endedAt && drifts === 0 && (
      <Badge color="green" size="2">
        all agree
      </Badge>
    )}
  </Flex>
);
