import { estimate } from './estimate.ts';
import type { Inventory } from './inventory.ts';
import type { Scenario } from './scenarios.ts';

export type Lever = { variable: string; value: string; usd: number };

/** How much more (or less, if negative) a month would cost with another value of one variable, in USD, greatest saving first. */
export function levers({ inventory, usage }: Scenario): Lever[] {
  const before = estimate(inventory, usage).usd;
  return changes
    .map(({ variable, value, change }) => ({ variable, value, usd: estimate(change(inventory), usage).usd - before }))
    .sort((a, b) => a.usd - b.usd);
}

type Change = { variable: string; value: string; change: (inventory: Inventory) => Inventory };

const changes: Change[] = [
  {
    variable: 'nat_gateways',
    value: '"none"',
    change: (inventory) => ({
      ...withCounts(inventory, { aws_nat_gateway: 0, aws_eip: 0 }),
      services: inventory.services.map((service) => ({ ...service, publicAddress: true })),
    }),
  },
  {
    variable: 'nat_gateways',
    value: '"per_zone"',
    change: (inventory) => withCounts(inventory, { aws_nat_gateway: inventory.zones, aws_eip: inventory.zones }),
  },
  {
    variable: 'interface_endpoints',
    value: 'seven of them',
    change: (inventory) => ({ ...inventory, interfaceEndpoints: 7 }),
  },
  { variable: 'firewall', value: 'null', change: (inventory) => ({ ...inventory, firewalls: [], firewallLogs: false }) },
  { variable: 'size.replicas_min', value: '1', change: (inventory) => withReplicas(inventory, 1) },
  { variable: 'size.replicas_min', value: '3', change: (inventory) => withReplicas(inventory, 3) },
  {
    variable: 'spot_percent',
    value: '100',
    change: (inventory) => ({ ...inventory, services: inventory.services.map((service) => ({ ...service, spotShare: 1 })) }),
  },
  { variable: 'database.acu_min', value: '2', change: (inventory) => withDatabase(inventory, { acuMin: 2 }) },
  { variable: 'database.instances', value: '1', change: (inventory) => withDatabase(inventory, { instances: 1 }) },
  { variable: 'backup_plan', value: 'false', change: (inventory) => ({ ...inventory, backupCopiesDays: 0 }) },
  {
    variable: 'catalog_compute',
    value: '"lambda"',
    change: (inventory) => ({
      ...inventory,
      services: inventory.services.filter(({ name }) => name !== 'catalog'),
      functions: [...inventory.functions, { name: 'catalog_function', memoryMebibytes: 1024 }],
    }),
  },
];

const withCounts = (inventory: Inventory, counts: Record<string, number>): Inventory => ({
  ...inventory,
  resources: { ...inventory.resources, ...counts },
});
const withReplicas = (inventory: Inventory, replicas: number): Inventory => ({
  ...inventory,
  services: inventory.services.map((service) => ({ ...service, replicas })),
});
const withDatabase = (inventory: Inventory, database: Partial<Inventory['database']>): Inventory => ({
  ...inventory,
  database: { ...inventory.database, ...database },
});
