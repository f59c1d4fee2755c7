import { readFileSync } from 'node:fs';
import type { Inventory } from './inventory.ts';
import { busyMonth, quietMonth, type Usage } from './usage.ts';

export type Scenario = { name: string; title: string; about: string; inventory: Inventory; usage: Usage };

/** A scenario's inventory file, distilled from a plan of infra/ with the variables that its `about` names. */
export const inventoryFile = (name: string): URL => new URL(`inventories/${name}.json`, import.meta.url);

const readInventory = (name: string) => JSON.parse(readFileSync(inventoryFile(name), 'utf8')) as Inventory;

/** The deployments in docs/cost.md. */
export const scenarios = (): Scenario[] => [
  {
    name: 'dev',
    title: 'A small deployment for developers',
    about:
      'one task of 0.25 vCPU and 0.5 GB for each service, stopped at night and on weekends; no NAT gateway, no firewall, one Aurora instance that pauses while the tasks are stopped (0 ACU), no AWS Backup; 100,000 requests and 2,000 orders a month, 2 GB stored, 2 GB out',
    inventory: readInventory('dev'),
    usage: quietMonth,
  },
  {
    name: 'shop',
    title: 'A shop that sells',
    about:
      'six services, each two tasks of 0.5 vCPU and 1 GB; one NAT gateway, both firewalls, two Aurora instances, AWS Backup: every variable at its default; 5 million requests and 100,000 orders a month, 200 GB stored (150 GB media, 40 GB in Aurora, 10 GB in tables), 1 TB out',
    inventory: readInventory('shop'),
    usage: busyMonth,
  },
];
