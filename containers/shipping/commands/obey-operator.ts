import type { Cause } from '#events/envelope.ts';
import { conflict, notFound } from '#shared/errors/problem.ts';
import type { Participant } from '#shared/saga/participant.ts';
import { StepRefusedError } from '#shared/saga/task.ts';
import { type Shipment, steps } from '../domain.ts';

export type ObeyDeps = Pick<Participant<Shipment>, 'ask'>;

const commands = {
  dispatchShipment: { step: steps.dispatchShipment, problem: 'shipment-not-ready' },
  deliverShipment: { step: steps.deliverShipment, problem: 'shipment-not-dispatched' },
} as const;

/**
 * Dispatches or delivers a shipment. Repeating it changes nothing, but publishes the event again in case it was lost.
 * @throws ProblemError 404 if there is no such shipment, 409 if it is not ready or not dispatched yet
 */
export async function obeyOperator(command: keyof typeof commands, cause: Cause, { ask }: ObeyDeps): Promise<Shipment> {
  const { step, problem } = commands[command];
  try {
    return (await ask({ cause, step })).state;
  } catch (error) {
    if (!(error instanceof StepRefusedError)) throw error;
    const { status } = error.state as Shipment;
    throw status === 'none' ? notFound('No such shipment') : conflict(problem, `The shipment is ${status}`);
  }
}
