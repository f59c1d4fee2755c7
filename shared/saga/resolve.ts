import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { outcomeOf, VersionConflictError } from '#shared/errors/outcome.ts';
import { conflict, notFound, ProblemError } from '#shared/errors/problem.ts';
import { requestCause } from '#shared/http/request-cause.ts';
import { actorOf } from '#shared/http/route.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { ActionLog } from '#shared/postgres/operator-actions.ts';
import { humanText } from '#shared/text/human-text.ts';
import type { Requests } from './requests.ts';
import { StepRefusedError } from './task.ts';
import { type Resolution, troubleOf } from './trouble.ts';

const settling = 'settle: the undo has been done by hand; continue as if it had succeeded';

export const resolutionBody = z
  .strictObject({
    decision: z.enum(['retry', 'settle']).meta({ description: `retry: try the undo again now. ${settling}` }),
    reason: humanText(500),
  })
  .meta({ id: 'Resolution', example: { decision: 'settle', reason: 'cancelled on the phone' } });

/** For a payment, which can also be in trouble while it is captured. */
export const paymentResolutionBody = z
  .strictObject({
    decision: z.enum(['retry', 'settle', 'fail']).meta({
      description:
        `retry: try the undo or the capture again now. ${settling}. ` +
        'fail: treat the capture as refused; the hold is released and the order cancelled',
    }),
    reason: humanText(500),
  })
  .meta({ id: 'PaymentResolution', example: { decision: 'settle', reason: 'refunded in the dashboard' } });

/** What operators see of a failing undo or capture and of an operator's decision about it. */
export const troubleView = {
  trouble: z
    .object({
      of: z.enum(['undo', 'capture']),
      tries: z
        .int()
        .meta({ description: 'Since `since`. None has counted after a retry, or while the provider refuses all requests' }),
      since: z.iso.datetime().meta({ description: 'When it first failed, or an operator last had it retried' }),
      reason: z.string(),
      givenUp: z.boolean(),
    })
    .optional()
    .meta({ description: 'Operators only: an undo or a capture that is failing. If it is given up, it waits for a decision' }),
  resolution: z
    .object({ decision: z.enum(['retry', 'settle', 'fail']), operatorId: z.uuid(), reason: z.string(), at: z.iso.datetime() })
    .optional()
    .meta({ description: 'Operators only: who settled it by hand, or failed its capture' }),
};

type Deps<State> = Pick<Requests<State>, 'ask'> & {
  decide: (state: State, resolution: Resolution) => State | 'refused';
  /** The name of the resource in messages to people. */
  name: string;
  noteAction: ActionLog['noteAction'];
  log: Log;
};

/**
 * Carries out an operator's decision on a failing undo or capture, and records who made it, when and why. A decision to settle is also kept in
 * the row and published as if the undo had succeeded. A retry that fails is not an error, nor is an undo that fails after the capture has been
 * failed: the result is in the row. A decision that could not be stored is not recorded either.
 * @throws ProblemError 404 when there is no such resource, 409 when nothing is failing or the decision does not fit what is failing, 503 when
 * others keep changing it
 */
export async function resolveTrouble<State extends { status: string }>(
  c: Context<ServiceEnv>,
  asked: { orderId: string; decision: Resolution['decision']; reason: string },
  { ask, decide, name, noteAction, log }: Deps<State>,
): Promise<void> {
  const { orderId, ...decision } = asked;
  const resolution = { ...decision, operatorId: actorOf(c).userId, at: new Date().toISOString() };
  const cause = requestCause(c, orderId);
  const action = { action: `${decision.decision} ${name}`, orderId };
  log.info({ ...action, userId: resolution.operatorId }, 'operator requested');
  let isTaken = false;
  const onTaken = () => {
    isTaken = true;
  };
  const failure = await ask({ cause, step: (state) => decide(state, resolution), onTaken }).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (failure && !isTaken) throw whyNot<State>(failure.error, name);
  await noteAction({ ...action, operatorId: resolution.operatorId, reason: decision.reason });
  // The decision stands. If another replica has finished it in the meantime, taking it again is refused.
  if (failure && 'error' in outcomeOf(failure.error) && !(failure.error instanceof StepRefusedError)) throw failure.error;
}

/** Why a decision has not been taken, for the operator who made it. */
function whyNot<State extends { status: string }>(error: unknown, name: string): unknown {
  if (error instanceof VersionConflictError) {
    const title = `The ${name} is being changed right now, so nothing was decided; check its state and try again`;
    return new ProblemError(503, 'unavailable', { title, headers: { 'retry-after': '2' }, cause: error });
  }
  if (!(error instanceof StepRefusedError)) return error;
  const state = error.state as State;
  if (state.status === 'none') return notFound(`No such ${name}`);
  return troubleOf(state).trouble
    ? conflict('decision-unfit', 'Only an undo can be settled, and only a capture can be failed')
    : conflict('not-in-trouble', `The ${name} has no failing undo or capture`);
}
