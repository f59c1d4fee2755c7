import { Grid } from '@radix-ui/themes';
import { Page } from '../../parts/page.tsx';
import { Pace } from './pace.tsx';
import { Queues } from './queues.tsx';
import { Services } from './services.tsx';
import { StatusCounts } from './status-counts.tsx';

/** How the system is doing, at a glance. */
export function Overview() {
  return (
    <Page title="Overview">
      <StatusCounts />
      <Pace />
      <Grid columns={{ initial: '1', md: '2' }} gap="5" align="start">
        <Queues />
        <Services />
      </Grid>
    </Page>
  );
}
