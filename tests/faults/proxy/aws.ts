import { startWireProxy, type WireCall, type WireProxy } from '../../../local/wire-proxy.ts';
import type { Trouble } from '../weather.ts';
import { withFaults } from './call-fault.ts';
import { createConflicts } from './conflicts.ts';
import { dynamoFaults } from './dynamodb.ts';
import { snsFaults } from './sns.ts';
import { type ReceiveFrom, receiveWith, sqsFaults } from './sqs.ts';

/** The proxy between the services and SNS, SQS and DynamoDB. */
export const startAwsProxy = (trouble: Trouble, from: ReceiveFrom): Promise<WireProxy> => {
  const receive = receiveWith(trouble, from);
  const conflicts = createConflicts(trouble);
  const faults = [...sqsFaults(trouble), ...snsFaults(trouble), ...dynamoFaults(trouble)];
  const fault = withFaults(faults, trouble);
  return startWireProxy((call, pass) => {
    const operation = operationOf(call);
    return operation === 'ReceiveMessage' ? receive(call, pass) : fault(call, operation, conflicts(call, operation, pass));
  });
};

/** DynamoDB and SQS name the operation in a header, SNS in its form. */
function operationOf({ target, body }: Pick<WireCall, 'target' | 'body'>): string {
  return target.split('.')[1] ?? new URLSearchParams(body.toString()).get('Action') ?? '';
}
