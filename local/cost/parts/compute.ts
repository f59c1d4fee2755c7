import type { Basis } from '../basis.ts';
import { countOf, type Inventory, type ServiceSize } from '../inventory.ts';
import { type Line, linesOf } from '../line.ts';
import { hoursPerMonth } from '../running-hours.ts';
import { sizes, type Usage } from '../usage.ts';

/** Tasks by their hours, functions by their calls. */
export function computeLines({ inventory, usage, calls, hours }: Basis): Line[] {
  const tasks = inventory.services.map((service) => ({ ...service, onSpot: replicasOnSpot(service) }));
  const hoursOf = (amount: (service: (typeof tasks)[number]) => number) =>
    tasks.reduce((sum, service) => sum + amount(service) * hours, 0);
  const invocations = inventory.functions.map((each) => ({ ...each, ...workOf(each.name, usage, calls.events) }));
  return [
    ...linesOf('containers', [
      ['taskCpu', hoursOf(({ cpu, replicas, onSpot }) => (cpu / 1024) * (replicas - onSpot))],
      ['taskMemory', hoursOf(({ memoryMebibytes, replicas, onSpot }) => (memoryMebibytes / 1024) * (replicas - onSpot))],
      ['spotCpu', hoursOf(({ cpu, onSpot }) => (cpu / 1024) * onSpot)],
      ['spotMemory', hoursOf(({ memoryMebibytes, onSpot }) => (memoryMebibytes / 1024) * onSpot)],
    ]),
    ...clusterLines(inventory),
    ...linesOf('functions', [
      ['invocation', invocations.reduce((sum, { times }) => sum + times, 0)],
      [
        'invocationTime',
        invocations.reduce((sum, { times, seconds, memoryMebibytes }) => sum + (times * seconds * memoryMebibytes) / 1024, 0),
      ],
    ]),
  ];
}

/** Nodes never sleep. Those of other types are estimated as if they were of m7g, and as many processors. */
function clusterLines(inventory: Inventory): Line[] {
  const { count = 0, type = '', diskGibibytes = 0 } = inventory.nodes ?? {};
  return linesOf('containers', [
    ['cluster', countOf(inventory, 'aws_eks_cluster') * hoursPerMonth],
    ['nodeCpu', count * processorsOf(type) * hoursPerMonth],
    ['nodeDisk', count * diskGibibytes],
  ]);
}

/** `m7g.2xlarge` has 8. */
function processorsOf(type: string): number {
  const [, size = ''] = type.split('.');
  const many = /^(\d+)xlarge$/.exec(size);
  return many ? 4 * Number(many[1]) : ({ medium: 1, large: 2, xlarge: 4, metal: 64 }[size] ?? 0);
}

const replicasOnSpot = ({ replicas, onDemandFirst, spotShare }: ServiceSize) => Math.max(0, replicas - onDemandFirst) * spotShare;

/** Assumes that the authorizer runs for every request with a token, as if none of its answers were cached. */
export function workOf(name: string, usage: Usage, eventsPerOrder: number): { times: number; seconds: number } {
  const { requests, orders, signedIn, toCatalog, toAuth } = usage;
  if (name === 'authorizer') return { times: requests * signedIn, seconds: sizes.authorizerSeconds };
  if (name === 'timeline') return { times: orders * eventsPerOrder, seconds: sizes.timelineSeconds };
  if (name.startsWith('catalog')) return { times: requests * toCatalog, seconds: sizes.serviceSeconds };
  if (name === 'auth_function') return { times: requests * toAuth, seconds: sizes.serviceSeconds };
  return { times: 0, seconds: 0 }; // Migrations run once per deployment, pictures once per product.
}
