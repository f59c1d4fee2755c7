// Runs before the scripts that a newcomer tries first, also on an old Node, so it is plain JavaScript and imports nothing but Node itself.
import { existsSync } from 'node:fs';

const wanted = 24;
const installed = existsSync(new URL('../node_modules/.package-lock.json', import.meta.url));

if (!installed) stop('The packages are not installed yet. Run `npm ci` first.');
if (Number.parseInt(process.versions.node, 10) < wanted) {
  stop(
    `Node ${wanted} or newer is needed, and this is Node ${process.versions.node}. On Linux \`npm ci\` brings it along ` +
      '(unless it was told --omit=optional or --ignore-scripts); elsewhere install it from https://nodejs.org/.',
  );
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
