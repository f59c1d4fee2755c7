import type { Revocations } from '#shared/dynamodb/revocations.ts';
import { TokenRefusedError, type VerifyToken } from './actor.ts';

/**
 * Verifies tokens as `verify` does, and looks up whether those of operators and administrators have been revoked since they were issued:
 * their privileges must end with their account. Customers' tokens are not looked up, because the read would cost more than it
 * saves; `orders` looks up the customer when an order is placed.
 */
export function refuseRevoked(verify: VerifyToken, revocations: Revocations): VerifyToken {
  return async (token) => {
    const actor = await verify(token);
    const { userId, roles, generation = 0 } = actor;
    const isStaff = roles.some((role) => role !== 'customer');
    if (isStaff && generation < (await revocations.generationMinOf(userId)))
      throw new TokenRefusedError({ cause: new Error('revoked') });
    return actor;
  };
}
