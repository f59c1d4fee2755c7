import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createRevocations } from '#shared/dynamodb/revocations.ts';
import type { Role } from '#shared/tokens/access-claims.ts';
import { type Actor, TokenRefusedError } from '#shared/tokens/actor.ts';
import { refuseRevoked } from '#shared/tokens/refuse-revoked.ts';

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
const mock = mockClient(dynamo);
beforeEach(() => void mock.reset());

const soon = Math.ceil(Date.now() / 1000) + 60;
const revoked = (generation: number, expiresAt = soon) =>
  mock.on(GetCommand).resolves({ Item: { userId: 'ada', generation, expiresAt } });

/** What becomes of a valid token of Ada's, issued in this generation. */
function verified(roles: Role[], generation?: number): Promise<Actor> {
  const actor: Actor = { userId: 'ada', email: undefined, roles, scopes: [], generation };
  return refuseRevoked(async () => actor, createRevocations(dynamo, 'revocations'))('a token');
}

describe.each<Role>(['operator', 'admin'])('a token of an %s', (role) => {
  test('is refused once its user has been disabled, has been deleted or has ended all sessions', async () => {
    revoked(3);
    await expect(verified(['customer', role], 2)).rejects.toBeInstanceOf(TokenRefusedError);
    revoked(1);
    await expect(verified([role])).rejects.toBeInstanceOf(TokenRefusedError);
  });

  test('is read consistently, so that it is refused at once', async () => {
    revoked(3);
    await verified([role], 3);
    const [asked, ...more] = mock.commandCalls(GetCommand).map(({ args }) => args[0].input);
    expect(asked).toEqual({ TableName: 'revocations', Key: { userId: 'ada' }, ConsistentRead: true });
    expect(more).toEqual([]);
  });

  test('is valid if it was issued later, if nothing was revoked, and long after that', async () => {
    revoked(3);
    expect(await verified([role], 3)).toMatchObject({ userId: 'ada', roles: [role] });
    mock.on(GetCommand).resolves({});
    expect(await verified([role], 0)).toMatchObject({ userId: 'ada' });
    revoked(3, soon - 120);
    expect(await verified([role], 2)).toMatchObject({ userId: 'ada' });
  });

  test('is neither valid nor refused while that cannot be read', async () => {
    mock.on(GetCommand).rejects(new Error('no connection'));
    await expect(verified([role], 1)).rejects.toThrow('no connection');
  });
});

test('a customer’s token is not looked up', async () => {
  revoked(3);
  expect(await verified(['customer'], 2)).toMatchObject({ userId: 'ada' });
  expect(mock.commandCalls(GetCommand)).toEqual([]);
});

test('a token that is not valid is not looked up', async () => {
  const refuse = async () => {
    throw new TokenRefusedError();
  };
  const verify = refuseRevoked(refuse, createRevocations(dynamo, 'revocations'));
  await expect(verify('a token')).rejects.toBeInstanceOf(TokenRefusedError);
  expect(mock.commandCalls(GetCommand)).toEqual([]);
});
