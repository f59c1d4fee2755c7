import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** The files that take minutes, the longest first. Begun late, one of them would be the last to run, with nothing beside it. */
const longest = ['apply', 'images', 'configuration', 'plans', 'console', 'shop', 'injection', 'kubernetes', 'fuzz', 'docs-page'];

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
