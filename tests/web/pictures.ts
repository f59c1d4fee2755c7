import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DitherMethod, ImageMagick, initializeImageMagick, MagickFormat, QuantizeSettings } from '@imagemagick/magick-wasm';

/** The pictures of the documentation, and which of the pages that the suite visits they show. */
const pictures = {
  order: 'light-1280-order-declined',
  shop: 'light-1280-catalog',
  'console-overview': 'light-1280-console-overview-trouble',
  'console-order': 'light-1280-console-order-stuck',
};

const colours = 256;
/** What is further down says no more than the beginning. */
const heightMax = 1510;
const folder = join(import.meta.dirname, '../../docs/pictures');

// The browser takes pictures in more colours than a page has: with fewer they look the same, at a third of the size.
await initializeImageMagick(readFileSync(new URL(import.meta.resolve('@imagemagick/magick-wasm/magick.wasm'))));
const { positionals } = parseArgs({ allowPositionals: true });
const [screenshots] = positionals;
if (!screenshots) throw new Error('Usage: SCREENSHOTS=folder npm run fuzz -- tests/web; npx node tests/web/pictures.ts folder');
mkdirSync(folder, { recursive: true });
for (const [name, page] of Object.entries(pictures)) {
  const picture = smaller(readFileSync(join(screenshots, `${page}.png`)));
  writeFileSync(join(folder, `${name}.png`), picture);
  console.log(`${name}.png  ${Math.ceil(picture.length / 1024)} KB`);
}

function smaller(screenshot: Uint8Array): Uint8Array {
  return ImageMagick.read(screenshot, (image) => {
    if (image.height > heightMax) image.crop(image.width, heightMax);
    image.resetPage();
    const settings = new QuantizeSettings();
    settings.colors = colours;
    // Dots of two colours take more room than an area of one.
    settings.ditherMethod = DitherMethod.No;
    image.quantize(settings);
    image.strip();
    return image.write(MagickFormat.Png8, (bytes) => new Uint8Array(bytes));
  });
}
