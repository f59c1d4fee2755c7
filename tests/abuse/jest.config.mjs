// What is asked to break in: many requests, or a whole stack, and more than a minute. `npm run fuzz` runs it.
export default {
  rootDir: '../..',
  roots: ['<rootDir>/tests/abuse'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/tests/support/strip-types.mjs' },
  globalSetup: '<rootDir>/tests/support/build.ts',
  maxWorkers: 2,
  testTimeout: 300_000,
};
