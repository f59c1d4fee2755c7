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
prices of ${pricesOf.place} collected in ${pricesOf.collected} ([below](#prices)). It is an estimate, not an offer: it leaves out discounts
and free allowances, and guesses at usage ([usage.ts](../local/cost/usage.ts)).

${all.map(scenarioSection).join('\n')}
${leverSection(all)}
${orderSection()}
## Your own deployment

\`\`\`sh
terraform -chdir=infra plan -out=plan -var-file=../terraform.tfvars
terraform -chdir=infra show -json plan > infra/plan.json
npm run cost -- infra/plan.json
\`\`\`

It reads your plan and prints every item, for the traffic of the shop above, or, with \`dev\` after the file's name, for that of the small
deployment ([usage.ts](../local/cost/usage.ts)). Resource types that it does not know are listed as \`not estimated\`. Most prices are
5 to 25 % higher in other regions; the estimate always uses the prices below.

## Left out

- Reading the ages of messages from CloudWatch: six metrics a minute for each task of \`orders\`, $0.004 an hour, while someone looks at the queues.
- Traffic between zones ($0.01 a GB each way): load balancer to tasks, tasks to Aurora, tasks to the NAT gateway.
- Stripe's and the carrier's fees, AWS support, tax, savings plans, and an account's free allowances. Of those that never expire, only
  CloudFront's matters: 1 TB and 10 million requests a month, ${dollars(1_000 * prices.cdnData.usd + 1e7 * prices.cdnRequest.usd)} at these prices.
- Rare events: deployments, migrations, restores, sign-ups, media uploads, log queries, rotated KMS key material.
- Health checks that read tables (cents), and attacks.

## Prices

Where AWS's own page was not available, a price comes from someone who quotes it ([prices.ts](../local/cost/prices.ts) names
the page); \`general knowledge\` marks those found nowhere. Check AWS's page, linked here, before you rely on a figure.

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

${markdownTable(['part', 'a month', 'share', 'mostly for'], rows)}
`;
}

function leverSection(all: readonly Scenario[]): string {
  const shop = all.find(({ name }) => name === 'shop');
  if (!shop) throw new Error('There is no scenario to compare with');
  const rows = levers(shop).map(({ variable, value, usd }) => [`\`${variable} = ${value}\``, signed(usd)]);
  return `## What changes it

For the shop that sells, one variable at a time:

${markdownTable(['variable', 'a month'], rows)}

Tasks and the database run day and night, whatever the traffic, and are ${hourlyShare(shop)} of the shop's bill. Without customers at night,
\`night\` saves about six tenths of that. Without NAT every task pays for a public address, so with ten tasks or more a NAT gateway is
cheaper. \`spot_percent\` applies from the second task of a service. Aurora scales to 0 ACU only while no task runs. Removing the
firewall saves its logs, too. AWS Backup always copies whole tables, so its 35 copies cost more than the tables.

CloudWatch charges for a metric by the hours in which it is reported. As far as we know there are ${sizes.metricsPerRoute} for each route, about ${sizes.metricsPerService} for each
service and ${sizes.metricsPerCluster} for the cluster. A route without traffic reports none, so a small deployment costs less than estimated here.
`;
}

function orderSection(): string {
  const counted = countedCalls();
  const { alone, together, orchestrated, machine } = ordersByTheMillion(counted);
  const calls = counted.alone.calls.reduce((sum, tally) => sum + tally.calls, 0);
  const ours = totalOf(alone);
  const theirs = totalOf(orchestrated);
  return `## A million orders

What AWS charges for the saga's calls. One order alone made ${calls} calls between the services and the emulators, from placement to
settled. ${counted.together.orders} orders at ${counted.together.perSecond} a second made fewer each, because they share calls. In both, the timeline's function is charged as
if it got one event at a time. Tasks and the database are charged by the hour and not included: the ${counted.together.orders}
orders, placed right after the start, took ${amount(counted.together.cpuSecondsPerOrder * 1000)} ms of CPU each in all services, which at 60 % load is ${dollars(processorCost(counted.together.cpuSecondsPerOrder))} a million;
[warm services](decisions/0006-choreography-with-one-table.md#measured) need about a tenth.

${markdownTable(['', 'per order', 'a million alone', `a million at ${counted.together.perSecond}/s`], comparedRows(alone, together))}

Idle consumers cost something, too: each polls its queue 180 times an hour, ${dollars(180 * 730 * prices.queueRequest.usd)} a month for each task.

### The same on Step Functions Standard

${machineText(machine)}

${markdownTable(['', 'per order', 'a million'], [...orchestrated.map(positionRow), ['**total**', '', `**${dollars(theirs)}**`]])}

So the state machine costs ${amount(theirs / ours)} times as much per order, nearly all of it for transitions. It would give you one place to see every
order; here that is the timeline. [Decision 0006](decisions/0006-choreography-with-one-table.md) explains why there is no state machine.
`;
}

function machineText({ success, refused, transitions }: StateMachine): string {
  return `Counted from the saga table:

- An order that goes well: a task for each step that an event starts (${success.slice(0, 4).join(', ')},
  ${success.slice(4).join(', ')}), and a Parallel state for the two
  branches after the confirmation: ${transitions.success} transitions.
- An order whose payment is refused: ${refused.join(', ')}: ${transitions.refused} transitions.
- With ${percent(expected.refused)} refused, and ${percent(expected.retries)} of the tasks retried once, which counts as a transition: ${amount(transitions.average)} on average.

This favours Step Functions: start, end, choices, and waiting for a deadline or a cancellation are not counted. Each task still has to
reach a service, by a message with a task token that is sent, received and deleted. Inventory's tables stay as they are. The
execution history, kept for 90 days, replaces the timeline.`;
}

function comparedRows(alone: readonly Position[], together: readonly Position[]): string[][] {
  const rows = alone.map(({ what, perOrder, usd }, index) => [
    what,
    amount(perOrder),
    dollars(usd),
    dollars(together[index]?.usd ?? 0),
  ]);
  return [...rows, ['**total**', '', `**${dollars(totalOf(alone))}**`, `**${dollars(totalOf(together))}**`]];
}

/** The share of what runs by the hour. */
const hourlyShare = ({ inventory, usage }: Scenario) =>
  percent(
    estimate(inventory, usage)
      .parts.filter(({ part }) => part === 'containers' || part === 'database')
      .reduce((sum, { share }) => sum + share, 0),
  );

const positionRow = ({ what, perOrder, usd }: Position) => [what, amount(perOrder), dollars(usd)];

/** Tasks with 2 GB for each vCPU, the default, that are busy six tenths of the time. */
const processorCost = (secondsPerOrder: number) =>
  ((secondsPerOrder * 1e6) / 3600 / 0.6) * (prices.taskCpu.usd + 2 * prices.taskMemory.usd);

function priceTable(): string {
  const rows = Object.values(prices).map((price: Price) => {
    const [per, usd] = readable(price);
    return [`[${price.what}](${price.page})`, `$${usd}`, per, sourceOf(price)];
  });
  return markdownTable(['what', 'USD', 'per', 'read on'], rows);
}

/** Only AWS's own pages are worth a link: the others may go, and prove nothing. */
function sourceOf({ seen }: Price): string {
  if (seen === null) return 'general knowledge';
  return `${new URL(seen.where).host === 'aws.amazon.com' ? `[AWS](${seen.where})` : 'quoted by others'}, ${seen.date}`;
}

/** A price of a fraction of a cent is shown by the million. */
function readable({ unit, usd }: Price): [string, string] {
  const millions = usd < 0.0001;
  const value = millions ? usd * 1e6 : usd;
  return [millions ? `million ${plural(unit)}` : unit, String(Number(value.toPrecision(6)))];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const signed = (usd: number) => `${usd > 0 ? '+' : ''}${dollars(usd)}`;
