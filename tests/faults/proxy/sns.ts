import { randomUUID } from 'node:crypto';
import type { Chance } from '../chance.ts';
import type { Trouble } from '../weather.ts';
import { xmlAnswer } from './answers.ts';
import type { CallFault } from './call-fault.ts';

const isPublish = ({ operation }: { operation: string }) => operation === 'PublishBatch';

/** What goes wrong with publishing. SNS still delivers whatever it has accepted. */
export const snsFaults = ({ tally }: Trouble): CallFault[] => [
  {
    probability: 0.02,
    fits: isPublish,
    strike: async () => {
      tally.count('SNS refused');
      return xmlAnswer(500, errorXml);
    },
  },
  {
    probability: 0.03,
    fits: isPublish,
    strike: async (_, pass) => {
      await pass();
      tally.count('SNS timed out after accepting');
      return undefined;
    },
  },
  {
    probability: 0.06,
    fits: ({ operation, body }) => operation === 'PublishBatch' && entriesOf(body).length > 1,
    strike: async ({ body }, pass, chance) => {
      const [refused, accepted] = divide(entriesOf(body), chance);
      const answer = await pass(withEntries(body, accepted));
      if (answer.status !== 200) return answer;
      tally.count('SNS batch partly refused', refused.length);
      return xmlAnswer(200, resultXml(accepted.map(idOf), refused.map(idOf)));
    },
  },
  {
    probability: 0.03,
    fits: isPublish,
    strike: async ({ body }, pass, chance) => {
      const answer = await pass();
      if (answer.status !== 200) return answer;
      const [slandered, accepted] = divide(entriesOf(body), chance);
      tally.count('SNS told that accepted events failed', slandered.length);
      return xmlAnswer(200, resultXml(accepted.map(idOf), slandered.map(idOf)));
    },
  },
];

/** The fields of one entry, named without the prefix and number. */
type Entry = [name: string, value: string][];

const field = /^PublishBatchRequestEntries\.member\.(\d+)\.(.+)$/;

function entriesOf(body: Buffer): Entry[] {
  const entries = new Map<string, Entry>();
  for (const [key, value] of new URLSearchParams(body.toString())) {
    const [, number = '', name = ''] = field.exec(key) ?? [];
    if (number) entries.set(number, [...(entries.get(number) ?? []), [name, value]]);
  }
  return [...entries.values()];
}

/** The same request with these entries only. */
function withEntries(body: Buffer, entries: readonly Entry[]): Buffer {
  const form = new URLSearchParams([...new URLSearchParams(body.toString())].filter(([key]) => !field.test(key)));
  for (const [index, entry] of entries.entries())
    for (const [name, value] of entry) form.append(`PublishBatchRequestEntries.member.${index + 1}.${name}`, value);
  return Buffer.from(form.toString());
}

/** At least one entry goes into the first part, and at least one into the second if there are two. */
function divide(entries: readonly Entry[], chance: Chance): [Entry[], Entry[]] {
  const mixed = chance.shuffled(entries);
  const count = Math.max(1, chance.below(mixed.length));
  return [mixed.slice(0, count), mixed.slice(count)];
}

const idOf = (entry: Entry): string => entry.find(([name]) => name === 'Id')?.[1] ?? '';

const namespace = 'http://sns.amazonaws.com/doc/2010-03-31/';
const metadata = () => `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;

function resultXml(accepted: readonly string[], refused: readonly string[]): string {
  const yes = accepted.map((id) => `<member><Id>${id}</Id><MessageId>${randomUUID()}</MessageId></member>`);
  const no = refused.map((id) => `<member><Id>${id}</Id><Code>InternalError</Code><SenderFault>false</SenderFault></member>`);
  const result = `<Successful>${yes.join('')}</Successful><Failed>${no.join('')}</Failed>`;
  return `<PublishBatchResponse xmlns="${namespace}"><PublishBatchResult>${result}</PublishBatchResult>${metadata()}</PublishBatchResponse>`;
}

const errorXml = `<ErrorResponse xmlns="${namespace}"><Error><Type>Receiver</Type><Code>InternalError</Code><Message>fault</Message></Error></ErrorResponse>`;
