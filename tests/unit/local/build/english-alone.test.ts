import { afterAll, expect, test } from '@jest/globals';
import { build, stop } from 'esbuild';
import { englishAlone } from '../../../../local/build/english-alone.ts';

afterAll(() => stop());

test('a bundle with zod has only English messages', async () => {
  const contents = `import { z } from 'zod'; export const schema = z.string();`;
  const stdin = { contents, resolveDir: import.meta.dirname };
  const { outputFiles, metafile } = await build({
    stdin,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    plugins: [englishAlone],
  });
  const locales = Object.keys(metafile.inputs).filter((file) => /locales\/(?!index)/.test(file));
  expect(locales.map((file) => file.split('/').at(-1))).toEqual(['en.js']);
  const { schema } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
  expect(schema.safeParse(1).error.issues[0].message).toBe('Invalid input: expected string, received number');
});
