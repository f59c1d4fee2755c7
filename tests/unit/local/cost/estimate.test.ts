import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { estimate } from '../../../../local/cost/estimate.ts';
import { scenarios } from '../../../../local/cost/scenarios.ts';
import { busyMonth, type Usage } from '../../../../local/cost/usage.ts';
import { anInventory, aService } from './an-inventory.ts';

const nothing: Usage = {
  ...busyMonth,
  requests: 0,
  orders: 0,
  gigabytesOut: 0,
  mediaGigabytes: 0,
  databaseGigabytes: 0,
  tableGigabytes: 0,
  acuAverage: 0,
};
const usdOf = (...[inventory, usage]: Parameters<typeof estimate>) => estimate(inventory, usage).usd;

describe('an estimate of a single thing', () => {
  it('is empty for an empty deployment', () => {
    expect(estimate(anInventory(), busyMonth)).toMatchObject({ lines: [], usd: 0 });
  });

  it('charges two tasks of half a vCPU and 1 GB for every hour of a month', () => {
    const inventory = anInventory({ services: [{ ...aService, name: 'catalog' }] });
    const { parts } = estimate(inventory, nothing);
    expect(parts.find(({ part }) => part === 'containers')?.usd).toBeCloseTo(730 * (0.03238 + 2 * 0.00356), 6);
  });

  it('charges half for what runs on Spot, which the first task never does', () => {
    const services = (replicas: number) => [{ ...aService, cpu: 1024, memoryMebibytes: 0, replicas, spotShare: 1 }];
    const containers = (replicas: number) =>
      estimate(anInventory({ services: services(replicas) }), nothing).parts.find(({ part }) => part === 'containers')?.usd ?? 0;
    expect(containers(1)).toBeCloseTo(730 * 0.03238, 6);
    expect(containers(2)).toBeCloseTo(730 * 0.03238 * 1.5, 6);
  });

  it.each([
    ['m7g.large', 2],
    ['m7g.xlarge', 4],
    ['m7g.4xlarge', 16],
  ])('charges a cluster for its control plane, and nodes of %s for %d processors and a disk each', (type, processors) => {
    const inventory = anInventory({ resources: { aws_eks_cluster: 1 }, nodes: { count: 3, type, diskGibibytes: 30 } });
    const containers = estimate(inventory, nothing).parts.find(({ part }) => part === 'containers');
    expect(containers?.usd).toBeCloseTo(730 * 0.1 + 3 * (730 * processors * 0.0408 + 30 * 0.08), 6);
  });

  it('charges a NAT gateway for its hours, its address and its traffic', () => {
    const inventory = anInventory({ resources: { aws_nat_gateway: 1, aws_eip: 1 } });
    expect(usdOf(inventory, nothing)).toBeCloseTo(730 * (0.045 + 0.005), 6);
    expect(usdOf(inventory, { ...nothing, requests: 1_000_000 })).toBeCloseTo(730 * 0.05 + 0.045, 6);
  });

  it('charges an interface endpoint by the zone, and traffic at its price instead of NAT’s', () => {
    const inventory = anInventory({ resources: { aws_nat_gateway: 1 }, interfaceEndpoints: 3, zones: 2 });
    expect(usdOf(inventory, { ...nothing, requests: 1_000_000 })).toBeCloseTo(730 * (0.045 + 6 * 0.01) + 0.01, 6);
  });

  it('charges a pausing database only for the hours in which tasks run', () => {
    const database = { instances: 1, acuMin: 0, backupDays: 1 };
    const night = { stop: 'cron(0 12 ? * * *)', start: 'cron(0 0 ? * * *)' };
    const usage = { ...nothing, acuAverage: 0.5 };
    expect(usdOf(anInventory({ database }), usage)).toBeCloseTo(730 * 0.5 * 0.12, 6);
    expect(usdOf(anInventory({ database, night }), usage)).toBeCloseTo(365 * 0.5 * 0.12, 6);
    expect(usdOf(anInventory({ database: { ...database, acuMin: 0.5 }, night }), usage)).toBeCloseTo(730 * 0.5 * 0.12, 6);
  });

  it('charges complete copies of tables, for as many days as they are kept', () => {
    const inventory = anInventory({ resources: { aws_dynamodb_table: 1, aws_backup_plan: 1 }, backupCopiesDays: 35 });
    const { parts } = estimate(inventory, { ...nothing, tableGigabytes: 10 });
    expect(parts.find(({ part }) => part === 'images and backups')?.usd).toBeCloseTo(35 * 10 * 0.1, 6);
  });

  it('charges web ACLs, their rules, and each request once per ACL', () => {
    const firewalls = [
      { scope: 'REGIONAL', rules: 4 },
      { scope: 'CLOUDFRONT', rules: 5 },
    ];
    expect(usdOf(anInventory({ firewalls }), { ...nothing, requests: 1_000_000 })).toBeCloseTo(2 * 5 + 9 + 2 * 0.6, 6);
  });
});

const anyUse = fc.record({ requests: fc.nat(1e8), orders: fc.nat(1e6), gigabytesOut: fc.nat(1e4), tableGigabytes: fc.nat(1e3) });
const anyScenario = fc.constantFrom(...scenarios());

describe('an estimate of a whole deployment', () => {
  it('is the sum of its parts and of its items, and its shares add up to one', () => {
    fc.assert(
      fc.property(anyScenario, anyUse, ({ inventory }, use) => {
        const { lines, parts, usd } = estimate(inventory, { ...busyMonth, ...use });
        expect(parts.reduce((sum, part) => sum + part.usd, 0)).toBeCloseTo(usd, 6);
        expect(lines.reduce((sum, line) => sum + line.usd, 0)).toBeCloseTo(usd, 6);
        expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('has no item below zero, and none that is not a number', () => {
    fc.assert(
      fc.property(anyScenario, anyUse, ({ inventory }, use) => {
        const { lines } = estimate(inventory, { ...busyMonth, ...use });
        expect(lines.filter(({ usd, quantity }) => !(usd >= 0 && Number.isFinite(quantity)))).toEqual([]);
      }),
    );
  });

  it('does not decrease in any part with more use', () => {
    const measures = fc.constantFrom('requests', 'orders', 'tableGigabytes', 'databaseGigabytes', 'mediaGigabytes', 'acuAverage');
    fc.assert(
      fc.property(anyScenario, anyUse, measures, ({ inventory }, use, measure) => {
        const before = { ...busyMonth, ...use, gigabytesOut: 100_000 };
        const after = { ...before, [measure]: before[measure as keyof Usage] * 2 };
        // Responses are part of the outgoing traffic, so more of them leave less for media.
        const usage = (of: Usage) => ({ ...of, gigabytesOut: of.gigabytesOut + (of.requests * 5) / 1e6 });
        const [lower, higher] = [before, after].map((of) => estimate(inventory, usage(of)).parts);
        expect(lower?.filter(({ usd }, index) => usd > (higher?.[index]?.usd ?? 0) + 1e-9)).toEqual([]);
      }),
    );
  });

  it('increases with every task', () => {
    fc.assert(
      fc.property(anyScenario, fc.integer({ min: 1, max: 20 }), ({ inventory, usage }, replicas) => {
        const tasks = (count: number) => ({
          ...inventory,
          services: inventory.services.map((each) => ({ ...each, replicas: count })),
        });
        expect(usdOf(tasks(replicas + 1), usage)).toBeGreaterThan(usdOf(tasks(replicas), usage));
      }),
    );
  });
});
