import { runFunction } from '#shared/messaging/run-function.ts';
import { configSchema } from './config.ts';

// Pictures are decoded one after the other, and the last of many would wait longer than its queue hides it.
await runFunction({ name: 'media', configSchema, load: () => import('./handler.ts'), batchSizeMax: 1 });
