import type { Basis } from '../basis.ts';
import { countOf } from '../inventory.ts';
import { type Line, linesOf } from '../line.ts';
import { hoursPerMonth } from '../running-hours.ts';
import { sizes } from '../usage.ts';

/** How tasks reach AWS and partners: NAT gateways, interface endpoints, public addresses. */
export function networkLines({ inventory, usage, calls, hours }: Basis): Line[] {
  const { services, zones, interfaceEndpoints } = inventory;
  const natGateways = countOf(inventory, 'aws_nat_gateway');
  const tasksWithAddress = services.filter(({ publicAddress }) => publicAddress).reduce((sum, { replicas }) => sum + replicas, 0);
  // Tables and image layers are reached through gateway endpoints, which are free.
  const gigabytes = (usage.orders * (calls.sns + calls.sqs) * sizes.callKilobytes + usage.requests * sizes.logKilobytes) / 1e6;
  const byEndpoint = interfaceEndpoints > 0;
  return linesOf('network', [
    ['natGateway', natGateways * hoursPerMonth],
    ['natData', natGateways > 0 && !byEndpoint ? gigabytes : 0],
    ['interfaceEndpoint', interfaceEndpoints * zones * hoursPerMonth],
    ['interfaceEndpointData', byEndpoint ? gigabytes : 0],
    ['publicAddress', countOf(inventory, 'aws_eip') * hoursPerMonth + tasksWithAddress * hours],
  ]);
}
