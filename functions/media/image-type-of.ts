import type { ImageType } from '../../containers/catalog/media.ts';

/**
 * Detects an image's type from its first bytes, as browsers do
 * (https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern) and, for AVIF, from the brands of its first box
 * (https://aomediacodec.github.io/av1-avif/#brands-overview). HEIC is detected because phones send it, although browsers do not
 * show it. Undefined for everything else.
 */
export function imageTypeOf(bytes: Uint8Array): ImageType | 'image/heic' | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headBytesMax)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (/^GIF8[79]a/.test(head)) return 'image/gif';
  if (/^RIFF[\s\S]{4}WEBPVP/.test(head)) return 'image/webp';
  const brands = brandsOf(head);
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'image/avif';
  return brands.some((brand) => /^he(ic|ix|im|is|vc|vx)$/.test(brand)) ? 'image/heic' : undefined;
}

const headBytesMax = 512;

/** The brands in a `ftyp` box: length, name, major brand, version, then any number of compatible brands, 4 bytes each. */
function brandsOf(head: string): string[] {
  if (head.slice(4, 8) !== 'ftyp') return [];
  const box = head.slice(8, Buffer.from(head.slice(0, 4), 'latin1').readUInt32BE());
  return (box.match(/[\s\S]{4}/g) ?? []).filter((_, place) => place !== 1);
}
