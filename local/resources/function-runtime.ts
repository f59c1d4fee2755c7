// A Lambda function's process: takes events from the launcher, hands them to the handler, and answers with what it returned.
import { pathToFileURL } from 'node:url';

type Handler = (event: unknown, context: object) => Promise<unknown>;

const { handler } = (await import(pathToFileURL(String(process.argv[2])).href)) as { handler: Handler };

process.on('message', async ({ id, event }: { id: number; event: unknown }) => {
  try {
    process.send?.({ id, result: await handler(event, { awsRequestId: String(id) }) });
  } catch (error) {
    console.error(error);
    process.send?.({ id, error: String(error) });
  }
});
process.once('disconnect', () => process.exit());
console.log('ready');
