import type { Inventory } from '../../../../local/cost/inventory.ts';

/** An empty deployment, except for what a test needs. */
export const anInventory = (parts: Partial<Inventory> = {}): Inventory => ({
  resources: {},
  zones: 2,
  services: [],
  functions: [],
  night: null,
  database: { instances: 0, acuMin: 0, backupDays: 1 },
  interfaceEndpoints: 0,
  firewalls: [],
  alarmMetrics: 0,
  routeMetrics: false,
  containerMetrics: false,
  firewallLogs: false,
  backupCopiesDays: 0,
  ...parts,
});

export const aService = {
  name: 'orders',
  cpu: 512,
  memoryMebibytes: 1024,
  replicas: 2,
  onDemandFirst: 1,
  spotShare: 0,
  publicAddress: false,
};
