import { checkSize } from './bounds.ts';
import { exifOf, orientationIn } from './orientation.ts';
import { isColourProfile, part } from './parts.ts';
import { damaged, unsupported } from './refused.ts';

type Segment = { marker: number; payload: Buffer; whole: Buffer };

const [startOfImage, endOfImage, startOfScan, app0, app1, app2, app14] = [0xd8, 0xd9, 0xda, 0xe0, 0xe1, 0xe2, 0xee];
/** Quantization and Huffman tables, restart interval; the frame types that browsers decode; scans. */
const kept = new Set([0xdb, 0xc4, 0xdd, 0xc0, 0xc1, 0xc2, startOfScan]);
const frames = (marker: number) => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const scansMax = 100;

/**
 * A JPEG with what is needed to show it: tables, the frame, scans, colour and orientation (ITU-T T.81, Annex B).
 * @throws PictureRefusedError
 */
export function cleanJpeg(bytes: Buffer): Buffer {
  const segments = [...segmentsIn(bytes)];
  const isFrameBeforeScan = segments.findIndex(({ marker }) => frames(marker)) < segments.findIndex(isScan);
  if (!segments.some(({ marker }) => frames(marker)) || !segments.some(isScan) || !isFrameBeforeScan) throw damaged();
  if (segments.filter(isScan).length > scansMax) throw unsupported('The JPEG has too many scans.');
  return Buffer.concat([
    Buffer.from([0xff, startOfImage]),
    ...description(segments),
    ...segments.filter(({ marker }) => kept.has(marker)).map(({ whole }) => whole),
    Buffer.from([0xff, endOfImage]),
  ]);
}

const isScan = ({ marker }: Segment) => marker === startOfScan;

/** All segments up to the end of the image; ignores what follows. */
function* segmentsIn(bytes: Buffer): Generator<Segment> {
  let at = 2;
  while (true) {
    if (part(bytes, at, 2)[0] !== 0xff) throw damaged();
    while (bytes[at + 1] === 0xff) at++;
    const [marker = 0] = part(bytes, at + 1, 1);
    if (marker === endOfImage) return;
    // Restart markers occur only within scans; the others in this range are markers without a segment.
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= startOfImage)) throw damaged();
    const payload = part(bytes, at + 4, part(bytes, at + 2, 2).readUInt16BE() - 2);
    checkFrame(marker, payload);
    const end = at + 4 + payload.length;
    const next = marker === startOfScan ? endOfScan(bytes, end) : end;
    yield { marker, payload, whole: bytes.subarray(at, next) };
    at = next;
  }
}

function checkFrame(marker: number, payload: Buffer): void {
  if (!frames(marker)) return;
  if (marker > 0xc2 || part(payload, 0, 6)[0] !== 8)
    throw unsupported('The JPEG is neither baseline nor progressive with 8 bits per sample.');
  checkSize({ width: payload.readUInt16BE(3), height: payload.readUInt16BE(1) });
}

/** The position of the next marker, ignoring stuffed bytes and restart markers. */
function endOfScan(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw damaged();
}

/** The metadata needed to show the image: JFIF without its thumbnail, orientation, colour profile, and Adobe's colour transform. */
function description(segments: Segment[]): Buffer[] {
  const named = (marker: number, name: string) =>
    segments.filter((segment) => segment.marker === marker && segment.payload.toString('latin1', 0, name.length) === name);
  const [jfif] = named(app0, 'JFIF\0').filter(({ payload }) => payload.length >= 14);
  const [exif] = named(app1, 'Exif\0\0');
  const [adobe] = named(app14, 'Adobe').filter(({ payload }) => payload.length >= 12);
  const orientation = exif && exifOf(orientationIn(exif.payload.subarray(6)));
  const profile = named(app2, 'ICC_PROFILE\0').filter(({ payload }) => payload.length > 14);
  const parts = profile.toSorted((a, b) => (a.payload[12] ?? 0) - (b.payload[12] ?? 0));
  const isProfile = isColourProfile(Buffer.concat(parts.map(({ payload }) => payload.subarray(14))));
  return [
    ...(jfif ? [segment(app0, Buffer.concat([jfif.payload.subarray(0, 12), Buffer.alloc(2)]))] : []),
    ...(orientation ? [segment(app1, Buffer.concat([Buffer.from('Exif\0\0'), orientation]))] : []),
    ...(isProfile ? parts.map(({ whole }) => whole) : []),
    ...(adobe ? [segment(app14, adobe.payload.subarray(0, 12))] : []),
  ];
}

function segment(marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}
