import { runFunction } from '#shared/messaging/run-function.ts';
import { configSchema } from './config.ts';

await runFunction({ name: 'timeline', configSchema, load: () => import('./handler.ts') });
