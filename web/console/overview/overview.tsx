import { Page } from '../../parts/page.tsx';
import { StatusCounts } from './status-counts.tsx';

/** How it goes, at a glance. */
export function Overview() {
  return (
    <Page title="Overview">
      <StatusCounts />
    </Page>
  );
}
