// The process of a Lambda function: receives events from the launcher, calls the handler and sends back its result.
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
