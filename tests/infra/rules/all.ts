import { compute } from './compute.ts';
import { data } from './data.ts';
import { delivery } from './delivery.ts';
import { edge } from './edge.ts';
import { encryption } from './encryption.ts';
import { exposure } from './exposure.ts';
import { identity } from './identity.ts';
import { media } from './media.ts';
import { messaging } from './messaging.ts';
import { operation } from './operation.ts';
import { permissions } from './permissions.ts';
import { quotas } from './quotas.ts';
import type { Rule } from './rule.ts';
import { texts } from './texts.ts';

/** The rules for a deployment, checked against the applied state. */
export const rules: Rule[] = [
  ...exposure,
  ...encryption,
  ...permissions,
  ...messaging,
  ...data,
  ...compute,
  ...edge,
  ...delivery,
  ...identity,
  ...media,
  ...operation,
  ...texts,
  ...quotas,
];
