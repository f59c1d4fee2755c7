import { build } from '../../local/build.ts';

/** Jest's global setup for tests that run the services: they run from their bundles, as everywhere. `.ci/run` builds once for all. */
export default process.env.DIST_IS_BUILT ? () => undefined : build;
