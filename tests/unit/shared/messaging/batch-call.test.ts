import { describe, expect, it } from '@jest/globals';
import { batchCall } from '#shared/messaging/batch-call.ts';

describe('a batch call of SNS or SQS', () => {
  it('numbers its entries, and finds the result of each', async () => {
    const sent: object[][] = [];
    const call = batchCall<{ name: string }>(async (entries) => {
      sent.push(entries);
      return { Successful: [{ Id: '0' }], Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }] };
    });
    const answers = await call([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    expect(sent).toEqual([
      [
        { Id: '0', name: 'a' },
        { Id: '1', name: 'b' },
        { Id: '2', name: 'c' },
      ],
    ]);
    expect(answers).toMatchObject([undefined, { code: 'InternalError', senderFault: false }, { code: 'NotMentioned' }]);
  });

  it('marks a sender’s fault as permanent', async () => {
    const call = batchCall(async () => ({ Failed: [{ Id: '0', Code: 'InvalidParameter', SenderFault: true }] }));
    expect(await call([{}])).toMatchObject([{ code: 'InvalidParameter', senderFault: true }]);
  });
});
