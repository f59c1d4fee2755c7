import { type Box, boxesIn, numbersIn } from './boxes.ts';
import { damaged, unsupported } from './refused.ts';

/** An item: an image, a part of one, or metadata about it. `typeAt` is the offset of its type. */
export type Item = { id: number; type: string; typeAt: number; isThumbnail: boolean };

/** Where an item's bytes are: in the file, or in the `idat` box. */
export type Extent = { id: number; isInIdat: boolean; offset: number; length: number };

/** The items listed in `iinf`; `iref` says which are thumbnails of others. */
export function itemsOf(bytes: Buffer, find: (type: string) => Box | undefined): Item[] {
  const list = find('iinf');
  if (!list) throw damaged();
  const references = find('iref');
  const thumbnails = references ? thumbnailsIn(bytes, references) : [];
  const entries = [...boxesIn(bytes, list.body + (bytes[list.body] === 0 ? 6 : 8), list.end)];
  bounded(entries.length);
  return entries.map(({ type, body }) => {
    const version = numbersIn(bytes, body).next(1);
    // Older entries have no type.
    if (type !== 'infe' || version < 2) throw damaged();
    const idLength = version === 2 ? 2 : 4;
    const id = numbersIn(bytes, body + 4).next(idLength);
    const typeAt = body + 4 + idLength + 2;
    return { id, type: bytes.toString('latin1', typeAt, typeAt + 4), typeAt, isThumbnail: thumbnails.includes(id) };
  });
}

function thumbnailsIn(bytes: Buffer, { body, end }: Box): number[] {
  const idLength = bytes[body] === 0 ? 2 : 4;
  return [...boxesIn(bytes, body + 4, end)]
    .filter(({ type }) => type === 'thmb')
    .map((box) => numbersIn(bytes, box.body).next(idLength));
}

/** Where `iloc` says the items are (ISO/IEC 14496-12, section 8.11.3). */
export function extentsOf(bytes: Buffer, { body }: Box): Extent[] {
  const { next } = numbersIn(bytes, body);
  const version = next(1);
  next(3);
  const sizes = [next(1), next(1)].flatMap((both) => [both >> 4, both & 15]) as [number, number, number, number];
  const [offsetLength, lengthLength, baseLength, indexLength] = sizes;
  // Extents without a length would take no bytes here, so there could be any number of them.
  if (lengthLength === 0 || !sizes.every((size) => size === 0 || size === 4 || size === 8)) throw damaged();
  const idLength = version < 2 ? 2 : 4;
  const repeat = <T>(count: number, read: () => T): T[] => Array.from({ length: count }, read);
  const readItem = (): Extent[] => {
    const id = next(idLength);
    const method = version === 0 ? 0 : next(2) & 15;
    if (method > 1 || next(2) !== 0) throw unsupported('Parts of the AVIF are not in the file.');
    const base = next(baseLength);
    return repeat(bounded(next(2)), () => {
      if (version > 0) next(indexLength);
      return { id, isInIdat: method === 1, offset: base + next(offsetLength), length: next(lengthLength) };
    });
  };
  return repeat(bounded(next(idLength)), readItem).flat();
}

/** A grid has dozens of tiles. @throws PictureRefusedError when there are many more */
function bounded(count: number): number {
  if (count > 256) throw unsupported('The AVIF has too many parts.');
  return count;
}
