// Tests that need more than Node: Terraform with its provider, moto, a container tool, a compiler. Run by `npm run verify:infra`.
export default {
  rootDir: '../..',
  roots: ['<rootDir>/tests/infra'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/tests/support/strip-types.mjs' },
  globalSetup: '<rootDir>/tests/infra/support/build.ts',
  // An apply mostly waits, and leaves processors to the others meanwhile.
  maxWorkers: 3,
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  testTimeout: 600_000,
};
