import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** The files that take a minute or more, the longest of each suite first. Begun late, one would be the last to run, with nothing beside it. */
const longest = [
  ...['troubled-orders', 'kills', 'model', 'table-loops-messages', 'tls', 'restore', 'grant-role'],
  ...['shop', 'injection', 'console', 'fuzz', 'docs-page', 'canaries', 'stripe'],
  ...['apply', 'runtime-client', 'images', 'plans', 'kubernetes', 'configuration', 'remote-state'],
];

/** Orders test files by how long they take. By itself Jest goes by their size, and in a clean checkout it knows nothing else. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...tests].sort((one, other) => rank(one) - rank(other));
  }
}

function rank({ path }) {
  const place = longest.indexOf(basename(path, '.test.ts'));
  return place < 0 ? longest.length : place;
}
