import { describe, expect, it } from '@jest/globals';
import { notEstimated } from '../../../../local/cost/resource-types.ts';
import { scenarios } from '../../../../local/cost/scenarios.ts';
import { serviceNames } from '../../../../local/services.ts';
import { anInventory } from './an-inventory.ts';

describe('resource types unknown to the estimate', () => {
  it('are listed, and free ones are not', () => {
    const resources = { aws_instance: 2, aws_route53_zone: 1, aws_iam_role: 9, aws_nat_gateway: 1, aws_sqs_queue_policy: 4 };
    expect(notEstimated(anInventory({ resources }))).toEqual(['aws_instance', 'aws_route53_zone']);
  });

  it.each(scenarios())('do not occur in the committed inventory $name, which has every service', ({ inventory }) => {
    expect(notEstimated(inventory)).toEqual([]);
    expect(inventory.services.map(({ name }) => name).sort()).toEqual([...serviceNames].sort());
  });
});
