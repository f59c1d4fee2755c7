import { runFunction } from '#shared/messaging/run-function.ts';
import { configSchema } from './config.ts';

// Pictures are decoded one at a time, so in a larger batch the last would exceed its queue's visibility timeout.
await runFunction({ name: 'media', configSchema, load: () => import('./handler.ts'), batchSizeMax: 1 });
