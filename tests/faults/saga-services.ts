import type { ServiceName } from '../../local/services.ts';

/** The services that settle orders, and that the harness kills. */
export const sagaServices = ['orders', 'inventory', 'billing', 'shipping'] as const satisfies ServiceName[];
export type SagaService = (typeof sagaServices)[number];
