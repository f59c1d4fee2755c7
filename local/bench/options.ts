import { parseArgs } from 'node:util';
import { StartError } from '../start-error.ts';

export const sectionNames = ['paced', 'burst', 'placement', 'counts', 'memory', 'functions', 'reads'] as const;
export type SectionName = (typeof sectionNames)[number];

export type Options = {
  sections: SectionName[];
  /** The commit to compare this checkout with, measured alternately. */
  against?: string | undefined;
  /** How many turns each checkout gets. */
  rounds: number;
  /** The file to write all figures to. */
  json?: string | undefined;
};

const usage = `
npm run bench                            measures everything; takes about six minutes
npm run bench -- burst paced             measures these sections: ${sectionNames.join(', ')}
npm run bench -- --against <ref> burst   another commit and this checkout in turns, and their ratios
  --rounds N                             so many turns each: 1, or 2 with --against
  --json FILE                            writes every turn's figures, too`;

/** Parses the command line. @throws StartError for an unknown option or section */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const unknown = positionals.find((name) => !isSection(name));
  if (unknown !== undefined) throw new StartError(`Unknown section: ${unknown}.`, { hint: usage });
  const rounds = Number(values.rounds ?? (values.against === undefined ? 1 : 2));
  if (!Number.isInteger(rounds) || rounds < 1) throw new StartError('--rounds takes a whole number, 1 or more.', { hint: usage });
  const wanted = positionals.length > 0 ? positionals.filter(isSection) : [...sectionNames];
  return { sections: [...new Set(wanted)], against: values.against, rounds, json: values.json };
}

const isSection = (name: string): name is SectionName => sectionNames.some((section) => section === name);

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { against: text, rounds: text, json: text }, allowPositionals: true });
  } catch (cause) {
    throw new StartError((cause as Error).message, { hint: usage, cause });
  }
}
