import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ImageType } from '../../../../../containers/catalog/media.ts';
import { cleanPicture } from '../../../../../functions/media/clean/clean-picture.ts';
import { orientationIn } from '../../../../../functions/media/clean/orientation.ts';
import { PictureRefusedError } from '../../../../../functions/media/clean/refused.ts';
import { testDecoder } from '../../../../support/decoder.ts';
import { images } from '../../../../support/images.ts';
import { animations, kinds, talkative } from '../../../../support/pictures.ts';

const decoder = testDecoder();
const each = <T>(record: Record<string, T>) => Object.entries(record) as [ImageType, T][];

/** The result for a picture: undefined, or why it was refused. */
async function refusalOf(type: ImageType, bytes: Buffer): Promise<string | undefined> {
  try {
    await decoder.check(type, cleanPicture(type, bytes));
    return undefined;
  } catch (error) {
    if (error instanceof PictureRefusedError) return error.reason;
    throw error;
  }
}

describe('a picture', () => {
  test.each(each(images))('with nothing else in it is unchanged: %s', (type, bytes) => {
    expect(cleanPicture(type, bytes)).toEqual(bytes);
  });

  test.each(each(talkative))('keeps only what is needed to show it: %s', async (type, bytes) => {
    expect(bytes.includes('SECRET')).toBe(true);
    const cleaned = cleanPicture(type, Buffer.concat([bytes, Buffer.from('PK\x03\x04 SECRET <script>')]));
    for (const word of ['SECRET', 'xmpmeta', 'script']) expect([word, cleaned.includes(word)]).toEqual([word, false]);
    expect(await refusalOf(type, cleaned)).toBeUndefined();
    expect(cleanPicture(type, cleaned)).toEqual(cleaned);
  });

  test.each(['image/jpeg', 'image/png', 'image/webp'] as const)('keeps how it is to be turned: %s', (type) => {
    const cleaned = cleanPicture(type, talkative[type]);
    expect(orientationIn(cleaned.subarray(cleaned.indexOf('MM\0*')))).toBe(6);
  });

  test.each(Object.entries(kinds))('of another kind is accepted: %s', async (_, [type, bytes]) => {
    expect(cleanPicture(type, bytes)).toEqual(bytes);
    expect(await refusalOf(type, bytes)).toBeUndefined();
  });

  test.each(Object.entries(animations))('that cannot be parsed to its end is refused: %s', async (_, [type, bytes]) => {
    expect(await refusalOf(type, bytes)).toBe('UNSUPPORTED');
  });

  test.each(each(talkative))('is refused wherever it was cut off: %s', (type, bytes) => {
    for (let length = 0; length < bytes.length; length++) {
      expect(() => cleanPicture(type, bytes.subarray(0, length))).toThrow(PictureRefusedError);
    }
  });

  test.each(each(talkative))('is cleaned or refused, whatever its bytes: %s', (type, bytes) => {
    const changes = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(changes, (changed) => {
        const copy = Buffer.from(bytes);
        for (const [place, value] of changed) copy[place] = value;
        try {
          cleanPicture(type, copy);
        } catch (error) {
          expect(error).toBeInstanceOf(PictureRefusedError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a valid file with invalid content', () => {
  test('is refused: a JPEG that was cut off and closed again', async () => {
    const [, jpeg] = kinds['a JPEG for print'] ?? never();
    expect(await refusalOf('image/jpeg', Buffer.concat([jpeg.subarray(0, -40), Buffer.from([0xff, 0xd9])]))).toBe('DAMAGED');
  });

  test('is refused: a PNG with too few pixels', async () => {
    expect(await refusalOf('image/png', pngOf({ width: 4, height: 4 }, deflateSync(Buffer.alloc(9))))).toBe('DAMAGED');
  });

  test('is refused: an AVIF whose pixels are blank', async () => {
    const avif = Buffer.from(images['image/avif']);
    expect(await refusalOf('image/avif', avif.fill(0, avif.indexOf('mdat') + 4))).toBe('DAMAGED');
  });
});

describe('the limits', () => {
  test('refuse a PNG of 65,536 x 65,536 pixels before it is decoded', () => {
    expect(() => cleanPicture('image/png', pngOf({ width: 65_536, height: 65_536 }, Buffer.alloc(0)))).toThrow(
      /65536 x 65536 pixels/,
    );
  });

  test('refuse an animation of thousands of frames', () => {
    const gif = talkative['image/gif'];
    const [start, end] = [gif.indexOf(Buffer.from([0x2c, 0, 0, 0, 0])), gif.length - 1];
    const frames = Array.from({ length: 600 }, () => gif.subarray(start, end));
    expect(() => cleanPicture('image/gif', Buffer.concat([gif.subarray(0, start), ...frames, gif.subarray(end)]))).toThrow(
      /frames/,
    );
  });

  test('stop a decoder that uses too much time or memory', async () => {
    const check = (bounds: object) => testDecoder(bounds).check('image/png', images['image/png']);
    await expect(check({ secondsMax: 0 })).rejects.toMatchObject({ reason: 'TOO_COSTLY' });
    const large = pngOf({ width: 5_000, height: 5_000 }, deflateSync(Buffer.alloc(5_000 * 5_001)));
    const small = testDecoder({ memoryBytesMax: 60_000_000 });
    await expect(small.check('image/png', large)).rejects.toMatchObject({ reason: 'TOO_COSTLY' });
  });

  test('refuse a colour profile that unpacks to hundreds of megabytes', () => {
    const bomb = Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(50_000_000))]);
    const png = pngOf({ width: 1, height: 1 }, deflateSync(Buffer.alloc(2)), bomb);
    expect(cleanPicture('image/png', png).includes('iCCP')).toBe(false);
  });
});

/** A grey PNG with these pixels. */
function pngOf({ width, height }: { width: number; height: number }, data: Buffer, profile?: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const chunks: [string, Buffer][] = [
    ['IHDR', header],
    ...(profile ? [['iCCP', profile] as [string, Buffer]] : []),
    ['IDAT', data],
  ];
  return Buffer.concat([images['image/png'].subarray(0, 8), ...[...chunks, ['IEND', Buffer.alloc(0)] as const].map(chunkOf)]);
}

function chunkOf([type, data]: readonly [string, Buffer]): Buffer {
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(type), data, Buffer.alloc(4)]);
  chunk.writeUInt32BE(data.length, 0);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}

function never(): never {
  throw new Error('there is no such picture');
}
