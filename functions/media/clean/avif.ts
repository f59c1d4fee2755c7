import { type Extent, extentsOf, type Item, itemsOf } from './avif-items.ts';
import { checkSize } from './bounds.ts';
import { type Box, boxAt, boxesIn } from './boxes.ts';
import { part } from './parts.ts';
import { damaged, unsupported } from './refused.ts';

const boxesKept = new Set(['ftyp', 'meta', 'mdat']);
const metaKept = new Set(['hdlr', 'pitm', 'iinf', 'iref', 'iprp', 'iloc', 'idat', 'grpl', 'dinf']);
/** Images, and how they are composed of others. */
const itemsKept = new Set(['av01', 'grid', 'iovl', 'iden', 'tmap']);
/** Free text about the image, and its creation time. */
const propertiesDropped = new Set(['udes', 'uuid', 'crtt', 'mdft', 'altt']);

/**
 * An AVIF in which everything that is not part of the image is blanked out (https://aomediacodec.github.io/av1-avif/). Nothing
 * moves, because the file contains absolute offsets. Its orientation is a property of the image, not in Exif.
 * @throws PictureRefusedError
 */
export function cleanAvif(uploaded: Buffer): Buffer {
  const top = wholeBoxes(uploaded);
  if (top.some(({ type }) => type === 'moov')) throw unsupported('The AVIF is animated: animations must be WebP or GIF.');
  const [meta, ...more] = top.filter(({ type }) => type === 'meta');
  if (!meta || more.length > 0) throw damaged();
  const bytes = Buffer.from(uploaded.subarray(0, top.at(-1)?.end));
  const within = [...boxesIn(bytes, meta.body + 4, meta.end)];
  const find = (type: string) => within.find((box) => box.type === type);
  const [items, location, properties] = [itemsOf(bytes, find), find('iloc'), find('iprp')];
  if (!location || !properties) throw damaged();

  const propertyBoxes = [...boxesIn(bytes, properties.body, properties.end)].filter(({ type }) => type === 'ipco');
  const each = propertyBoxes.flatMap(({ body, end }) => [...boxesIn(bytes, body, end)]);
  checkSizes(bytes, each);
  const extents = extentsOf(bytes, location);
  const dropped = items.filter((item) => !isPicture(item));
  blankData(bytes, {
    containers: [...top.filter(({ type }) => type === 'mdat'), ...within.filter(({ type }) => type === 'idat')],
    kept: extents.filter(({ id }) => items.some((item) => item.id === id && isPicture(item))),
  });
  for (const { typeAt } of dropped) bytes.write('skip', typeAt, 'latin1');
  const boxesDropped = [
    ...top.filter(({ type }) => !boxesKept.has(type)),
    ...within.filter(({ type }) => !metaKept.has(type)),
    ...each.filter(({ type }) => propertiesDropped.has(type)),
  ];
  for (const box of boxesDropped) blank(bytes, box);
  return bytes;
}

const isPicture = ({ type, isThumbnail }: Item) => itemsKept.has(type) && !isThumbnail;

/** The boxes up to the end of the file, or up to something else appended to it. */
function wholeBoxes(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let box = boxAt(bytes, 0, bytes.length); box; box = boxAt(bytes, box.end, bytes.length)) boxes.push(box);
  return boxes;
}

function checkSizes(bytes: Buffer, properties: Box[]): void {
  const sizes = properties.filter(({ type }) => type === 'ispe').map(({ body }) => part(bytes, body + 4, 8));
  if (sizes.length === 0) throw damaged();
  for (const size of sizes) checkSize({ width: size.readUInt32BE(0), height: size.readUInt32BE(4) });
}

/** Keeps what belongs to the image. @throws PictureRefusedError when a part of it is missing */
function blankData(bytes: Buffer, { containers, kept }: { containers: Box[]; kept: Extent[] }): void {
  const idat = containers.find(({ type }) => type === 'idat');
  const ranges = kept.map(({ isInIdat, offset, length }) => {
    const start = offset + (isInIdat ? (idat?.body ?? bytes.length) : 0);
    const isThere = containers.some(({ body, end }) => start >= body && start + length <= end);
    if (!isThere || length === 0) throw damaged();
    return { start, end: start + length };
  });
  const before = Buffer.from(bytes);
  for (const { body, end } of containers) bytes.fill(0, body, end);
  for (const { start, end } of ranges) before.copy(bytes, start, start, end);
}

/** Turns it into a meaningless `free` box of the same length. */
function blank(bytes: Buffer, { start, body, end }: Box): void {
  bytes.write('free', start + 4, 'latin1');
  bytes.fill(0, body, end);
}
