import type { Basis } from '../basis.ts';
import { countOf } from '../inventory.ts';
import { type Line, linesOf } from '../line.ts';
import { hoursPerMonth } from '../running-hours.ts';
import { sizes } from '../usage.ts';
import { workOf } from './compute.ts';
import { inspectedRequests } from './edge.ts';

/** Logs, metrics, alarms and traces; keys and secrets. */
export function operationLines(basis: Basis): Line[] {
  const { inventory, usage, hours } = basis;
  const count = (type: string) => countOf(inventory, type);
  const inspected = inventory.firewallLogs ? inspectedRequests(inventory, usage) : 0;
  const share = hours / hoursPerMonth;
  const tasks = inventory.services.reduce((sum, { replicas }) => sum + replicas * share, 0);
  const logGigabytes =
    (usage.requests * sizes.logKilobytes + inspected * sizes.firewallLogKilobytes) / 1e6 +
    (inventory.containerMetrics ? tasks * sizes.containerLogGigabytes : 0);
  const routes = inventory.routeMetrics ? count('aws_apigatewayv2_route') * sizes.metricsPerRoute : 0;
  const containers = inventory.containerMetrics
    ? sizes.metricsPerCluster + inventory.services.length * sizes.metricsPerService
    : 0;
  const encrypted = count('aws_sqs_queue') + count('aws_sns_topic') + count('aws_dynamodb_table');
  return [
    ...linesOf('logs, metrics and alarms', [
      ['logData', count('aws_cloudwatch_log_group') > 0 ? logGigabytes : 0],
      ['logStorage', count('aws_cloudwatch_log_group') > 0 ? logGigabytes : 0],
      // A metric is charged for the hours in which something is measured.
      ['metric', containers * share, 'CloudWatch metrics of containers'],
      ['metric', routes * share, 'CloudWatch metrics of routes'],
      ['metric', inventory.services.length > 0 ? sizes.metricsOfOrders : 0, 'CloudWatch metrics of orders'],
      // Target tracking creates an alarm for each direction.
      ['alarmMetric', inventory.alarmMetrics + 2 * count('aws_appautoscaling_policy')],
      ['compositeAlarm', count('aws_cloudwatch_composite_alarm')],
      ['dashboard', count('aws_cloudwatch_dashboard')],
      ['trace', traces(basis)],
    ]),
    ...linesOf('keys and secrets', [
      ['key', count('aws_kms_key')],
      ['keyRequest', encrypted * sizes.keyRequestsPerHour * hours],
      ['signature', count('aws_kms_key') > 0 ? usage.requests * usage.toAuth : 0],
      ['secret', count('aws_secretsmanager_secret')],
    ]),
  ];
}

function traces({ inventory, usage, calls }: Basis): number {
  const once = hoursPerMonth * 3600;
  const ofFunction = (times: number) => Math.min(times, once) + Math.max(0, times - once) * sizes.traced;
  return inventory.functions.reduce((sum, { name }) => sum + ofFunction(workOf(name, usage, calls.events).times), 0);
}
