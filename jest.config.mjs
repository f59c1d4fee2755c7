const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/tests/support/strip-types.mjs' },
};

/** One project per kind of test, so that each can be run alone: `npm test -- --selectProjects unit`. */
const project = (displayName, more = {}) => ({ ...base, displayName, roots: [`<rootDir>/tests/${displayName}`], ...more });

export default {
  maxWorkers: 3,
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  testTimeout: 60_000,
  projects: [
    project('unit'),
    project('contracts'),
    project('integration'),
    project('saga', { globalSetup: '<rootDir>/tests/support/build.ts' }),
  ],
};
