import postgres from 'postgres';

// postgres.js names its errors after their class, and bundling shortens class names.
Object.defineProperty(postgres.PostgresError, 'name', { value: 'PostgresError' });

export { postgres };
