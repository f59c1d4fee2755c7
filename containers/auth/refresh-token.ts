import { createHash, randomBytes } from 'node:crypto';

/** A new refresh token: 256 bits that nobody can guess, which is why a plain hash keeps them. */
export const createRefreshToken = () => randomBytes(32).toString('base64url');

/** What is stored of a refresh token. */
export const hashRefreshToken = (token: string) => createHash('sha256').update(token).digest('base64url');
