// Runs before the scripts that a newcomer tries first. Must work on an old Node without any packages, so it is plain JavaScript
// and imports only Node's own modules. Reports everything that is missing or wrong at once, with the remedy.
import { fileURLToPath } from 'node:url';
import { packageProblems } from './preflight/packages.mjs';
import { placeProblems } from './preflight/places.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const nodeWanted = 24;

const problems = [...packageProblems(root), ...nodeProblems(), ...(await placeProblems(root))];
if (problems.length > 0) {
  console.error(
    ['', 'This cannot run yet:', ...problems.map(({ what }) => `  - ${what}`), '', ...waysOut(problems), ''].join('\n'),
  );
  process.exit(1);
}

function nodeProblems() {
  if (Number.parseInt(process.versions.node, 10) >= nodeWanted) return [];
  const what = `Node ${nodeWanted} or newer is needed, and this is Node ${process.versions.node}.`;
  const way =
    process.platform === 'linux'
      ? 'npm ci'
      : `Install Node ${nodeWanted} from https://nodejs.org/; \`npm ci\` installs it on Linux only.`;
  return [{ what, way }];
}

/** What to do, without duplicates. If npm is configured to omit packages, says how to include them. */
function waysOut(found) {
  const ways = [...new Set(found.map(({ way }) => way))];
  const isTold =
    process.env.NODE_ENV === 'production' || process.env.npm_config_omit || process.env.npm_config_ignore_scripts === 'true';
  const install = isTold
    ? 'Run `npm ci --include=dev --include=optional --ignore-scripts=false`: npm is configured to leave packages out, by an environment variable (such as NODE_ENV=production) or an .npmrc.'
    : 'Run `npm ci`, without --ignore-scripts, --omit and NODE_ENV=production.';
  return ways.map((way) => (way === 'npm ci' ? install : way));
}
