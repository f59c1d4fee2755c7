import { unthrottled as throttle } from '../../../local/resources/gateway/settings.ts';
import type { StackOptions } from '../../../local/stack.ts';

/** A stack whose gateway allows as many requests as these tests send. */
export const unthrottled: Partial<StackOptions> = { gateway: { throttle } };
