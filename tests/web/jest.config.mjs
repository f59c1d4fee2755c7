// The site in a real browser, before the real system. `npm run verify:web` runs it; it needs Chromium.
export default {
  rootDir: '../..',
  roots: ['<rootDir>/tests/web'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/tests/support/strip-types.mjs' },
  globalSetup: '<rootDir>/tests/support/build.ts',
  maxWorkers: 1,
  testTimeout: 300_000,
};
