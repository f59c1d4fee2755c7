// Tests that try to break in, and the site in a real browser: many requests or a whole stack, and more than a
// minute. Run by `npm run fuzz`.
export default {
  rootDir: '../..',
  roots: ['<rootDir>/tests/abuse', '<rootDir>/tests/web'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/tests/support/strip-types.mjs' },
  globalSetup: '<rootDir>/tests/support/build.ts',
  maxWorkers: 2,
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  testTimeout: 300_000,
};
