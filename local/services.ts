/** Every service; each is a folder in containers/. */
export const serviceNames = ['auth', 'catalog', 'orders', 'inventory', 'billing', 'shipping'] as const;
export type ServiceName = (typeof serviceNames)[number];
