/** How to rotate or mirror a picture before showing it (Exif, tag 0x0112): 1 is unchanged, up to 8. */
export type Orientation = number;

const tag = 0x0112;
const asItIs = 1;

/** The orientation in Exif data; unchanged if it has none or is damaged. */
export function orientationIn(exif: Buffer): Orientation {
  const order = exif.toString('latin1', 0, 2);
  if (exif.length < 8 || (order !== 'II' && order !== 'MM')) return asItIs;
  const u16 = (at: number) => (at + 2 > exif.length ? 0 : order === 'II' ? exif.readUInt16LE(at) : exif.readUInt16BE(at));
  const directory = order === 'II' ? exif.readUInt32LE(4) : exif.readUInt32BE(4);
  const entries = Array.from({ length: u16(directory) }, (_, place) => directory + 2 + place * 12);
  const found = entries.find((entry) => u16(entry) === tag);
  const said = found === undefined ? asItIs : u16(found + 8);
  return said >= 1 && said <= 8 ? said : asItIs;
}

/** Exif data with only the orientation; none if the picture is shown unchanged. */
export function exifOf(orientation: Orientation): Buffer | undefined {
  if (orientation === asItIs) return undefined;
  const header = '4d4d002a00000008';
  const entry = `01120003000000010${'00'}${orientation}0000`;
  return Buffer.from(`${header}0001${entry}00000000`, 'hex');
}
