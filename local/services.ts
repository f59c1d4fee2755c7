/** Every service; each is a folder in containers/. */
export const serviceNames = ['auth', 'catalog', 'orders', 'inventory', 'billing', 'shipping'] as const;
export type ServiceName = (typeof serviceNames)[number];

export const isService = (name: string): name is ServiceName => serviceNames.some((service) => service === name);

/** The services that keep their state in PostgreSQL; each is a role and a schema there. */
export const servicesWithDatabase = ['auth', 'orders', 'billing', 'shipping'] as const satisfies ServiceName[];
