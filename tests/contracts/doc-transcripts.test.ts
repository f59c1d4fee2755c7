import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execute } from '../../local/ops/commands.ts';
import { readCommand } from '../../local/ops/options.ts';
import { waterfall } from '../../local/traces/waterfall.ts';
import { blocksIn, pages, root, wordsOf } from './support/pages.ts';
import { answersTo, comparisons } from './support/transcripts/answers.ts';
import { spansOf } from './support/transcripts/spans.ts';
import { type Answers, clientOf, strangeLines, transcriptsIn } from './support/transcripts/transcript.ts';

const transcripts = pages.flatMap(transcriptsIn);
/** A comparison makes dozens of requests; `reconciliation` prints the same report. */
const isComparison = ({ command }: { command: string }) => /-- reconcile( |$)/.test(command);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'transcripts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the program prints for this command line, if the API answers this. */
async function printedBy(line: string, answers: Answers): Promise<string> {
  const file = join(folder, 'orders.jsonl');
  const args = wordsOf(line).map((word) => (word === 'orders.jsonl' ? file : word));
  const { text } = await execute(readCommand(args), clientOf(answers));
  return text.replaceAll(file, 'orders.jsonl');
}

describe('a transcript in the documentation', () => {
  const others = transcripts.filter((transcript) => !isComparison(transcript));

  it('is found', () => {
    expect(others.length).toBeGreaterThan(20);
  });

  it.each(others)('is what the command prints: $command ($page)', async (transcript) => {
    const line = transcript.command.replace(/^npm run ops -- /, '');
    const [, answers] = answersTo.find(([beginning]) => line.startsWith(beginning)) ?? [];
    expect(answers).toBeDefined();
    const printed = await printedBy(line, answers ?? {});
    expect(strangeLines(transcript, printed)).toEqual([]);
  });

  it.each(transcripts.filter(isComparison).map((transcript, index) => ({ ...transcript, answers: comparisons[index] ?? {} })))(
    'is the report of that run: $command ($page)',
    async ({ answers, ...transcript }) => {
      const [, runId = '01a21fa0-c1f2-7b8d-a6d5-2a5f0e931f84'] = /^([0-9a-f-]{36}) /.exec(transcript.output) ?? [];
      expect(strangeLines(transcript, await printedBy(`reconciliation ${runId}`, answers))).toEqual([]);
    },
  );

  it('shows a trace as it is drawn', () => {
    const [shown = ''] = blocksIn('docs/operations.md', '').filter((block) => block.startsWith('trace '));
    const [last, ...lines] = shown.split('\n').toReversed();
    expect(last).toBe('...');
    expect(waterfall(spansOf(shown)).split('\n').slice(0, lines.length)).toEqual(lines.toReversed());
  });
});

describe('a block of a page that is no program', () => {
  /** Why what it shows is not compared with what a program prints here. */
  const excused: Record<string, string> = {
    'payment refused': 'docs.test.ts compares it with the golden trace',
    'events/': 'a list of folders, compared below',
    '   message ──>': 'a drawing',
    '            CloudFront': 'a drawing',
    'trace ': 'compared above',
    '$ ': 'compared above',
    ...Object.fromEntries(
      ['fault', 'planted defect', 'placement', 'one hot product', 'memory in MiB'].map((beginning) => [
        beginning,
        'a dated record of a long run',
      ]),
    ),
  };

  it.each(pages)('is compared, or there is a reason why not: %s', (page) => {
    const blocks = [...blocksIn(page, ''), ...blocksIn(page, 'text'), ...blocksIn(page, 'console')];
    expect(blocks.filter((block) => !Object.keys(excused).some((beginning) => block.startsWith(beginning)))).toEqual([]);
  });

  it('lists folders that exist, and leaves none out', () => {
    const [list = ''] = blocksIn('README.md', '').filter((block) => block.startsWith('events/'));
    const listed = list.split('\n').flatMap((line) => /^(\S+)\/ /.exec(line)?.[1] ?? []);
    const folders = globSync('*/', { cwd: root }).filter((name) => !['node_modules', 'dist', 'coverage'].includes(name));
    expect(listed.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(folders.filter((name) => !listed.some((path) => path.split('/')[0] === name))).toEqual([]);
  });

  it('needs every excuse that is listed', () => {
    const blocks = pages.flatMap((page) => [...blocksIn(page, ''), ...blocksIn(page, 'text')]);
    expect(Object.keys(excused).filter((beginning) => !blocks.some((block) => block.startsWith(beginning)))).toEqual([]);
  });
});
