import { rows, type StepName } from '#events/order-saga.ts';

export type StateMachine = {
  /** The tasks of a successful order, in the order of the saga table. */
  success: StepName[];
  /** The tasks of an order whose payment is refused, including the failed one. */
  refused: StepName[];
  tasks: number;
  transitions: { success: number; refused: number; average: number };
};

/** Assumptions for the average: refused orders, and retried tasks. */
export const expected = { refused: 0.05, retries: 0.02 };

/**
 * The saga as a Step Functions state machine: a task for every step that an event starts, and one Parallel state for the two
 * branches after the confirmation. Refusals are caught in the task, which costs no transition. The start, the end and undos
 * that find nothing to undo are not counted. So the estimate is rather too low.
 */
export function stateMachine(): StateMachine {
  const success = forward.map(([name]) => name);
  const refused = refusedAt('authorizePayment');
  const transitions = { success: success.length + parallelStates, refused: refused.length };
  const tasks = (1 - expected.refused) * success.length + expected.refused * refused.length;
  const average =
    (1 - expected.refused) * transitions.success + expected.refused * transitions.refused + expected.retries * tasks;
  return { success, refused, tasks, transitions: { ...transitions, average } };
}

const parallelStates = 1;

// `orders` noting progress is not a task: a state machine knows where it is.
const forward = rows.filter(([name, { on, undoes }]) => on && !undoes && name !== 'noteProgress');

/** The steps up to the refused one, the undos of the steps before it, and the common end. */
function refusedAt(step: StepName): StepName[] {
  const names = forward.map(([name]) => name);
  const before: StepName[] = ['placeOrder', ...names.slice(0, names.indexOf(step))];
  const undos = rows.filter(([, { undoes }]) => undoes?.some((undone) => before.includes(undone as StepName)));
  return [...names.slice(0, names.indexOf(step) + 1), ...undos.map(([name]) => name), 'settleOrder'];
}
