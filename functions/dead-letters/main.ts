import { runFunction } from '#shared/messaging/run-function.ts';
import { configSchema } from './config.ts';

await runFunction({ name: 'dead-letters', configSchema, load: () => import('./handler.ts') });
