/** Every service, each a folder of containers/. */
export const serviceNames = ['auth', 'catalog', 'orders', 'inventory', 'billing', 'shipping'] as const;
export type ServiceName = (typeof serviceNames)[number];
