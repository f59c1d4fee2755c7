import { deadLetterTable } from '#shared/dead-letters/dead-letter.ts';

export const tables = [deadLetterTable];
