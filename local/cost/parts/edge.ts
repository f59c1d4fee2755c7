import type { Basis } from '../basis.ts';
import { countOf, type Inventory } from '../inventory.ts';
import { type Line, linesOf } from '../line.ts';
import { hoursPerMonth } from '../running-hours.ts';
import { sizes, type Usage } from '../usage.ts';

/** Everything in front of the services. Assumes that every API request comes through CloudFront and none is answered from its cache. */
export function edgeLines({ inventory, usage }: Basis): Line[] {
  const loadBalancers = countOf(inventory, 'aws_lb');
  const hasDelivery = countOf(inventory, 'aws_cloudfront_distribution') > 0;
  const hasMedia = countOf(inventory, 'aws_s3_bucket') > 0;
  const media = mediaRequests(usage);
  return [
    ...linesOf('API and load balancer', [
      ['apiRequest', countOf(inventory, 'aws_apigatewayv2_api') > 0 ? usage.requests : 0],
      ['loadBalancer', loadBalancers * hoursPerMonth],
      ['loadBalancerCapacity', loadBalancers * capacityUnits(usage) * hoursPerMonth],
    ]),
    ...linesOf('delivery and media', [
      ['cdnData', hasDelivery ? usage.gigabytesOut : 0],
      ['cdnRequest', hasDelivery ? usage.requests + media : 0],
      ['cdnFunction', countOf(inventory, 'aws_cloudfront_function') > 0 ? usage.requests : 0],
      ['objectStorage', hasMedia ? usage.mediaGigabytes : 0],
      ['objectRead', hasMedia ? media * sizes.mediaMisses : 0],
    ]),
    ...linesOf('firewall', [
      ['firewallList', inventory.firewalls.length],
      ['firewallRule', inventory.firewalls.reduce((sum, { rules }) => sum + rules, 0)],
      ['firewallRequest', inspectedRequests(inventory, usage)],
    ]),
  ];
}

/** Requests that web ACLs inspect: the one in front of CloudFront sees media too. */
export function inspectedRequests({ firewalls }: Inventory, usage: Usage): number {
  return firewalls.reduce((sum, { scope }) => sum + usage.requests + (scope === 'CLOUDFRONT' ? mediaRequests(usage) : 0), 0);
}

const mediaRequests = ({ gigabytesOut, requests }: Usage) =>
  Math.max(0, gigabytesOut - (requests * sizes.answerKilobytes) / 1e6) * (1e6 / sizes.mediaKilobytes);

/** The most used dimension of an LCU: 25 new connections per second, or 1 GB per hour. */
function capacityUnits({ requests }: Usage): number {
  const perSecond = requests / (hoursPerMonth * 3600);
  const gigabytesPerHour = (requests * sizes.answerKilobytes) / 1e6 / hoursPerMonth;
  return Math.max(perSecond / 25, gigabytesPerHour);
}
