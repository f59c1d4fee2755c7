import { build } from '../../local/build.ts';

/** Jest's global setup for tests that run the services: they run from their bundles, as everywhere. */
export default build;
