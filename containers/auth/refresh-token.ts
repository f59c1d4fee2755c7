import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A new refresh token of 256 random bits. They cannot be guessed, so a fast hash is enough to store it. */
export const createRefreshToken = () => randomBytes(32).toString('base64url');

/** The stored form of a refresh token. */
export const hashRefreshToken = (token: string) => createHash('sha256').update(token).digest('base64url');

/** Stored beside an unused token's hash, so that a client that repeats the refresh can get the same token again. */
export const createSeed = () => randomBytes(32).toString('base64url');

/**
 * Derives the successor of a token. That takes both the token, which only its holder has, and the seed, which is only in the database,
 * so neither a leaked table nor an old token reveals the valid one.
 */
export const successorOf = (token: string, seed: string) => createHmac('sha256', token).update(seed).digest('base64url');
