import { describe, expect, test } from '@jest/globals';
import { imageTypeOf } from '../../../../functions/media/image-type-of.ts';
import { images } from '../../../support/images.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('the first bytes', () => {
  test.each(Object.entries(images))('of a file identify %s', (type, bytes) => {
    expect(imageTypeOf(bytes)).toBe(type);
  });

  test.each([
    ['a GIF of the older kind', 'GIF87a...', 'image/gif'],
    ['a JPEG as cameras write it', '\xff\xd8\xff\xe1\0\0Exif', 'image/jpeg'],
    ['an AVIF that says so second', '\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf', 'image/avif'],
    ['a HEIC, which is no type that we take', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'image/heic'],
    ['moving AVIF', '\0\0\0\x14ftypavis\0\0\0\0avis', 'image/avif'],
  ])('identify %s', (_, text, type) => {
    expect(imageTypeOf(latin1(text))).toBe(type);
  });

  test.each([
    ['nothing', ''],
    ['one byte', '\xff'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a page', '<!doctype html><img src="GIF89a">'],
    ['a page after a space', ' GIF89a'],
    ['a PNG without its first byte', 'PNG\r\n\x1a\n'],
    ['a PNG whose line ends were changed', '\x89PNG\n\x1a\n'],
    ['RIFF that is sound', 'RIFF\x24\0\0\0WAVEfmt '],
    ['a film', '\0\0\0\x18ftypmp42\0\0\0\0mp42isom'],
    ['avif as a version', '\0\0\0\x14ftypmp42avifmp42'],
    ['avif after the box', '\0\0\0\x14ftypmp42\0\0\0\0mp42avif'],
    ['a box that says it is empty', '\0\0\0\0ftypavif\0\0\0\0'],
    ['a program', 'MZ\x90\0'],
    ['an archive', 'PK\x03\x04'],
  ])('do not identify %s as an image', (_, text) => {
    expect(imageTypeOf(latin1(text))).toBeUndefined();
  });

  test('are read at their offset within a larger buffer', () => {
    const larger = Buffer.concat([Buffer.from('<svg>'), images['image/png']]);
    expect(imageTypeOf(new Uint8Array(larger.buffer, larger.byteOffset + 5))).toBe('image/png');
  });
});
