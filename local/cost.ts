import { readFileSync, writeFileSync } from 'node:fs';
import { build } from './build.ts';
import { countCalls } from './cost/count/count-calls.ts';
import { countedCalls, countedCallsFile } from './cost/counted-calls.ts';
import { type Estimate, estimate } from './cost/estimate.ts';
import type { Inventory } from './cost/inventory.ts';
import { ordersByTheMillion, totalOf } from './cost/orders-by-the-million.ts';
import { prices, pricesOf } from './cost/prices.ts';
import { inventoryOf, type Plan } from './cost/read-plan.ts';
import { notEstimated } from './cost/resource-types.ts';
import { inventoryFile, scenarios } from './cost/scenarios.ts';
import { amount, dollars, percent, plural } from './cost/tables.ts';
import { runCommand, StartError } from './start-error.ts';
import { textTable } from './text-table.ts';

const usage = `
npm run cost                                 the two deployments of docs/cost.md, and a million orders
npm run cost -- plan.json [dev|shop]         your own plan, with the traffic of one of the two (default: shop)
npm run cost -- --distill plan.json <name>   saves the priced resources of a plan as local/cost/inventories/<name>.json
npm run cost -- --count                      counts the calls of an order again, on a temporary stack (about three minutes)`;

async function main(): Promise<void> {
  const [first, ...rest] = process.argv.slice(2);
  if (first === undefined) return printScenarios();
  if (first === '--count') return recount();
  if (first === '--distill') return distill(rest);
  if (first.startsWith('-')) throw new StartError(`Unknown option: ${first}.`, { hint: usage });
  printPlan(first, rest[0]);
}

function printScenarios(): void {
  console.log(`Prices of ${pricesOf.place}, collected ${pricesOf.collected}; docs/cost.md explains them.`);
  for (const { title, inventory, usage } of scenarios()) printEstimate(title, estimate(inventory, usage));
  const counted = countedCalls();
  const { alone, together, orchestrated } = ordersByTheMillion(counted);
  console.log('\nThe calls of a million orders');
  console.log(
    textTable([
      ['one at a time', dollars(totalOf(alone))],
      [`${counted.together.perSecond} a second`, dollars(totalOf(together))],
      ['on Step Functions Standard', dollars(totalOf(orchestrated))],
    ]),
  );
}

function printPlan(path: string, use = 'shop'): void {
  const scenario = scenarios().find(({ name }) => name === use);
  if (!scenario) throw new StartError(`Unknown deployment: ${use}.`, { hint: usage });
  const inventory = readPlan(path);
  printNotEstimated(inventory);
  printEstimate(`${path}, with the traffic of ${use}`, estimate(inventory, scenario.usage), { everyLine: true });
}

function printNotEstimated(inventory: Inventory): void {
  for (const type of notEstimated(inventory)) console.log(`not estimated: ${inventory.resources[type]} x ${type}`);
}

function printEstimate(title: string, { lines, parts, usd }: Estimate, { everyLine = false } = {}): void {
  console.log(`\n${title}: ${dollars(usd)} a month`);
  const shown = parts.filter((part) => part.usd > 0);
  console.log(textTable(shown.map((each) => [each.part, dollars(each.usd), percent(each.share)])));
  if (!everyLine) return;
  console.log('');
  console.log(
    textTable(
      lines.map(({ what, quantity, price, usd }) => [what, `${amount(quantity)} ${plural(prices[price].unit)}`, dollars(usd)]),
    ),
  );
}

function readPlan(path: string): Inventory {
  try {
    return inventoryOf(JSON.parse(readFileSync(path, 'utf8')) as Plan);
  } catch (cause) {
    throw new StartError(`${path} could not be read as a plan: ${cause instanceof Error ? cause.message : cause}`, {
      hint: 'Make one with:\n  terraform -chdir=infra plan -out=plan -var-file=../terraform.tfvars\n  terraform -chdir=infra show -json plan > infra/plan.json',
      cause,
    });
  }
}

function distill([path, name]: string[]): void {
  if (!path || !name) throw new StartError('Give a plan and a name.', { hint: usage });
  const inventory = readPlan(path);
  writeFileSync(inventoryFile(name), `${JSON.stringify(inventory, null, 2)}\n`);
  printNotEstimated(inventory);
}

async function recount(): Promise<void> {
  await build();
  writeFileSync(countedCallsFile, `${JSON.stringify(await countCalls(), null, 2)}\n`);
}

await runCommand(main);
