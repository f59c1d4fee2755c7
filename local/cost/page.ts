import { countedCalls } from './counted-calls.ts';
import { estimate } from './estimate.ts';
import { levers } from './levers.ts';
import { ordersByTheMillion, type Position, totalOf } from './orders-by-the-million.ts';
import { type Price, prices, pricesOf } from './prices.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { expected, type StateMachine } from './state-machine.ts';
import { amount, dollars, markdownTable, percent, plural } from './tables.ts';
import { sizes } from './usage.ts';

/** docs/cost.md: what a month costs, why, and what would change it; made only from committed files. */
export function costPage(): string {
  const all = scenarios();
  return `# What it costs

Written by \`npm run generate\` from \`local/cost/\`: resources from Terraform plans of this configuration
([inventories](../local/cost/inventories)), calls counted on the running system ([one-order.json](../local/cost/one-order.json)),
prices of ${pricesOf.place} collected in ${pricesOf.collected} ([below](#prices)). An estimate, not an offer: without discounts and free
allowances, and with guesses at what people do ([usage.ts](../local/cost/usage.ts)).

${all.map(scenarioSection).join('\n')}
${leverSection(all)}
${orderSection()}
## Your own deployment

\`\`\`sh
terraform -chdir=infra plan -out=plan -var-file=../terraform.tfvars
terraform -chdir=infra show -json plan > infra/plan.json
npm run cost -- infra/plan.json
\`\`\`

It reads what you are about to build and prints every position, for as much traffic as the shop above has; with \`dev\` behind the
file's name, as much as the small deployment. What that is stands in [usage.ts](../local/cost/usage.ts). Types of resources that it does not know are listed as \`not estimated\`. In other regions most
prices are 5 to 25 % higher; a plan for one is estimated at the prices here.

## Left out

- Data that crosses zones ($0.01 a GB each way): between the load balancer and tasks, tasks and Aurora, tasks and the NAT gateway.
- Stripe's fee and the carrier's, AWS support, tax, savings plans, and the free allowances of an account. Of the allowances that
  never end, CloudFront's is the one that shows: 1 TB and 10 million requests a month, ${dollars(1_000 * prices.cdnData.usd + 1e7 * prices.cdnRequest.usd)} at the prices here.
- What happens rarely: deployments, migrations, restores, sign-ups, uploads of media, reads of logs, second backing keys of KMS.
- Health checks that look into tables (cents), and what an attack does.

## Prices

Where AWS's own page was not to be had when the table was made, another that quotes it was read; \`general knowledge\` marks
those that were found nowhere. Compare with AWS's page before you rely on a figure.

${priceTable()}
`;
}

function scenarioSection({ title, about, inventory, usage }: Scenario): string {
  const { parts, lines, usd } = estimate(inventory, usage);
  const shown = parts.filter((part) => part.usd > 0).sort((a, b) => b.usd - a.usd);
  const greatest = (part: string) =>
    lines
      .filter((line) => line.part === part)
      .sort((a, b) => b.usd - a.usd)
      .slice(0, 2)
      .map(({ what, quantity, price }) => `${what}: ${amount(quantity)} ${plural(prices[price].unit)}`)
      .join('; ');
  const rows = shown.map((each) => [each.part, dollars(each.usd), percent(each.share), greatest(each.part)]);
  return `## ${title}: ${dollars(usd)} a month

${capital(about)}.

${markdownTable(['part', 'a month', 'share', 'mostly'], rows)}
`;
}

function leverSection(all: readonly Scenario[]): string {
  const shop = all.find(({ name }) => name === 'shop');
  if (!shop) throw new Error('There is no scenario to compare with');
  const rows = levers(shop).map(({ variable, value, usd }) => [`\`${variable} = ${value}\``, signed(usd)]);
  return `## What changes it

For the shop that sells, one variable at a time:

${markdownTable(['variable', 'a month'], rows)}

Tasks and the database are there day and night, whoever comes: about half of the shop's bill, of which \`night\` takes six tenths
away where nobody comes at night. Without NAT every task pays for a public address, so one NAT gateway is the cheaper from ten
tasks on. Spot begins with the second task of a service: \`spot_percent\` does nothing for one. Aurora goes down to 0 ACU only
while no task runs. Web ACLs cost what they log, too. AWS Backup's copies of tables are always whole ones, so 35 of them cost
more than the tables.

CloudWatch charges for a metric by the hours in which something reports it: ${sizes.metricsPerRoute} for each route, about ${sizes.metricsPerService} for each
service and ${sizes.metricsPerCluster} for the cluster, as far as is known. A route that nobody calls reports none, so the small deployment costs less
than it says here.
`;
}

function orderSection(): string {
  const counted = countedCalls();
  const { alone, together, orchestrated, machine } = ordersByTheMillion(counted);
  const calls = counted.alone.calls.reduce((sum, tally) => sum + tally.calls, 0);
  const ours = totalOf(alone);
  const theirs = totalOf(orchestrated);
  return `## A million orders

What AWS charges for the calls of the saga itself. ${calls} calls were counted between the services and the emulators while one
order went from placement to settled, with nobody else about, so that only what nobody waits for shared a call; then those of
${counted.together.orders} orders at ${counted.together.perSecond} a second, of which more did. The timeline's function is charged as if every event came alone in both.
Tasks and the database are paid by the hour, and not in it: an order took ${amount(counted.together.cpuSecondsPerOrder * 1000)} ms of processor time in all services, at 60 % load ${dollars(processorCost(counted.together.cpuSecondsPerOrder))} a million.

${markdownTable(['', 'per order', 'a million alone', `a million at ${counted.together.perSecond}/s`], comparedRows(alone, together))}

Waiting costs too: a consumer that finds nothing asks its queue 180 times an hour, ${dollars(180 * 730 * prices.queueRequest.usd)} a month for each task.

### The same on Step Functions Standard

${machineText(machine)}

${markdownTable(['', 'per order', 'a million'], [...orchestrated.map(positionRow), ['**together**', '', `**${dollars(theirs)}**`]])}

So the state machine costs ${amount(theirs / ours)} times as much for each order, nearly all of it for transitions. What it would buy is one place
to see every order, which here is the timeline; why there is none is told in
[0006](decisions/0006-choreography-with-one-table.md).
`;
}

function machineText({ success, refused, transitions }: StateMachine): string {
  return `From the saga's table:

- An order that goes well: a task for each step that an event starts (${success.slice(0, 4).join(', ')},
  ${success.slice(4).join(', ')}), and a Parallel state around what follows the
  confirmation on two sides: ${transitions.success} transitions.
- An order whose payment is refused: ${refused.join(', ')}: ${transitions.refused} transitions.
- With ${percent(expected.refused)} refused, and ${percent(expected.retries)} of the tasks tried once more, which counts as a transition: ${amount(transitions.average)} on average.

That favours it: start and end, choices, and waiting for a deadline or for the customer's cancellation are not counted. Each task
still has to reach a service: a message with a task token, sent, received and deleted. Inventory's tables stay as they are; the
history of an execution, which is kept for 90 days, stands in for the timeline.`;
}

function comparedRows(alone: readonly Position[], together: readonly Position[]): string[][] {
  const rows = alone.map(({ what, perOrder, usd }, index) => [
    what,
    amount(perOrder),
    dollars(usd),
    dollars(together[index]?.usd ?? 0),
  ]);
  return [...rows, ['**together**', '', `**${dollars(totalOf(alone))}**`, `**${dollars(totalOf(together))}**`]];
}

const positionRow = ({ what, perOrder, usd }: Position) => [what, amount(perOrder), dollars(usd)];

/** The default tasks, with 2 GB per vCPU, at 60 % utilization. */
const processorCost = (secondsPerOrder: number) =>
  ((secondsPerOrder * 1e6) / 3600 / 0.6) * (prices.taskCpu.usd + 2 * prices.taskMemory.usd);

function priceTable(): string {
  const rows = Object.values(prices).map((price: Price) => {
    const [per, usd] = readable(price);
    const seen = price.seen
      ? `[${new URL(price.seen.where).host}](${price.seen.where}), ${price.seen.date}`
      : 'general knowledge';
    return [`[${price.what}](${price.page})`, `$${usd}`, per, seen];
  });
  return markdownTable(['what', 'USD', 'per', 'read on'], rows);
}

/** A price of a fraction of a cent is shown per million. */
function readable({ unit, usd }: Price): [string, string] {
  const millions = usd < 0.0001;
  const value = millions ? usd * 1e6 : usd;
  return [millions ? `million ${plural(unit)}` : unit, String(Number(value.toPrecision(6)))];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const signed = (usd: number) => `${usd > 0 ? '+' : ''}${dollars(usd)}`;
