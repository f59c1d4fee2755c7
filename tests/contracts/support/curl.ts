import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

// What the documentation uses of curl, so that the tests need none.
const { values, positionals } = parseArgs({
  options: {
    silent: { type: 'boolean', short: 's' },
    include: { type: 'boolean', short: 'i' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    data: { type: 'string', short: 'd' },
  },
  allowPositionals: true,
});
const [url = ''] = positionals;
const body = values.data === '@-' ? await text(process.stdin) : values.data;
const headers = values.header.map((header) => header.split(/: (.*)/).slice(0, 2) as [string, string]);
const response = await fetch(url, body === undefined ? { headers } : { headers, body, method: 'POST' });
process.stdout.write(await response.text());
if (!response.ok) process.exitCode = 22;
