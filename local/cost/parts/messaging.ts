import type { Basis } from '../basis.ts';
import { countOf } from '../inventory.ts';
import { type Line, linesOf } from '../line.ts';
import { hoursPerMonth } from '../running-hours.ts';
import { sizes } from '../usage.ts';

/** What orders publish and receive, plus the consumers' empty polls. */
export function messagingLines({ inventory, usage, calls, pollsPerHour, hours }: Basis): Line[] {
  if (countOf(inventory, 'aws_sqs_queue') === 0) return [];
  const polls = inventory.services.reduce((sum, { name, replicas }) => sum + (pollsPerHour[name] ?? 0) * replicas * hours, 0);
  const lambdaPolls = countOf(inventory, 'aws_lambda_event_source_mapping') * sizes.lambdaPollsPerHour * hoursPerMonth;
  return linesOf('messaging', [
    ['publish', usage.orders * calls.sns],
    // Lambda receives and deletes the timeline's events; in the worst case one by one.
    ['queueRequest', usage.orders * (calls.sqs + 2 * calls.events), 'SQS, for orders'],
    ['queueRequest', polls + lambdaPolls, 'SQS, long polls of empty queues'],
  ]);
}
