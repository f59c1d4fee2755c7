import { build } from '../../local/build.ts';

/** Jest's global set-up for tests that run the services: they run them from their bundles, as everybody does. */
export default build;
