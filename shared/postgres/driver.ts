import postgres from 'postgres';

// It names its errors after their class, and bundles shorten the names of classes.
Object.defineProperty(postgres.PostgresError, 'name', { value: 'PostgresError' });

export { postgres };
