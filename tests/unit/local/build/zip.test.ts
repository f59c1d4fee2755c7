import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { zip } from '../../../../local/build/zip.ts';

const bytes = (text: string) => Buffer.from(text);
const files = {
  'handler.mjs': bytes('export {}'.repeat(1000)),
  'migrations/0.sql': bytes('select 1'),
  'migrations/1.sql': bytes(''),
};

describe('the zip of a function', () => {
  test('contains its files unchanged, and nothing else', () => {
    const held = unzipSync(zip(files));
    expect(Object.fromEntries(Object.entries(held).map(([name, content]) => [name, Buffer.from(content)]))).toEqual(files);
  });

  test('is the same for the same files in any order', () => {
    const hex = (content: Record<string, Uint8Array>) => Buffer.from(zip(content)).toString('hex');
    expect(hex(Object.fromEntries(Object.entries(files).reverse()))).toBe(hex(files));
    expect(hex({ ...files, 'handler.mjs': bytes('export {};') })).not.toBe(hex(files));
  });

  test('is the same in every time zone', () => {
    const program = `import { zip } from '${new URL('../../../../local/build/zip.ts', import.meta.url)}';
      console.log(new Date(0).getHours(), Buffer.from(zip({ a: Buffer.from('a') })).toString('hex'));`;
    const [tokyo, hawaii] = ['Asia/Tokyo', 'Pacific/Honolulu'].map((TZ) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', program], { env: { ...process.env, TZ }, encoding: 'utf8' }),
    );
    expect(tokyo).toMatch(/^9 /);
    expect(hawaii?.replace(/^14 /, '9 ')).toBe(tokyo);
  });

  test('does not reveal who made it or when, and is world-readable', () => {
    const directory = Buffer.from(zip({ 'handler.mjs': bytes('export {}') }));
    const entry = directory.subarray(directory.indexOf(Buffer.from('504b0102', 'hex')));
    // PKWARE's APPNOTE, section 4.3.12: made by (3 is Unix), DOS date and time, external attributes.
    expect(entry[5]).toBe(3);
    expect([entry.readUInt16LE(12), entry.readUInt16LE(14)]).toEqual([0, (1 << 5) | 1]);
    expect((entry.readUInt32LE(38) >>> 16).toString(8)).toBe('100644');
  });
});
