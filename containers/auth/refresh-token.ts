import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A new refresh token: 256 bits that nobody can guess, which is why a plain hash keeps them. */
export const createRefreshToken = () => randomBytes(32).toString('base64url');

/** What is stored of a refresh token. */
export const hashRefreshToken = (token: string) => createHash('sha256').update(token).digest('base64url');

/** What is stored beside a token's hash while it is unused, so that whoever holds the one before can be given it again. */
export const createSeed = () => randomBytes(32).toString('base64url');

/**
 * The token that another is exchanged for. It takes both to tell: the seed is in the database, the token with its holder, so
 * neither a copy of the table nor an old token leads to the one that is good.
 */
export const successorOf = (token: string, seed: string) => createHmac('sha256', token).update(seed).digest('base64url');
