import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { packContent } from '#shared/dead-letters/content.ts';
import { createDeadLetterStore } from '../../../functions/dead-letters/store.ts';
import { localAws } from '../../../local/resources/local-aws.ts';
import type { Stack } from '../../../local/stack.ts';
import { aDeadLetter } from '../../support/a-dead-letter.ts';

/** Stores this many of billing's dead letters, as its recorder would; when redriven they are parked again. Returns their ids. */
export async function plantDeadLetters({ backends }: Stack, count: number): Promise<string[]> {
  const client = new DynamoDBClient({ ...localAws, endpoint: backends.dynamodb.endpoint });
  const store = createDeadLetterStore(
    DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    'dead-letters',
  );
  const letters = Array.from({ length: count }, () => aDeadLetter());
  for (const letter of letters) await store.keep(letter, packContent({ body: '{"half"', attributes: {} }));
  client.destroy();
  return letters.map(({ deadLetterId }) => deadLetterId);
}
