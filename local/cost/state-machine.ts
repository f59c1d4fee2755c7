import { rows, type StepName } from '#events/order-saga.ts';

export type StateMachine = {
  /** Tasks of an order that goes well, in the order of the saga's table. */
  success: StepName[];
  /** Tasks of an order whose payment is refused, the failed one included. */
  refused: StepName[];
  tasks: number;
  transitions: { success: number; refused: number; average: number };
};

/** What an average takes for granted: orders that are refused, and tasks that are tried once more. */
export const expected = { refused: 0.05, retries: 0.02 };

/**
 * The saga as a state machine of Step Functions: a task for every step that an event starts, and one Parallel state around
 * what follows the confirmation on two sides at once. Refusals are caught in the task, which costs no transition; the start
 * and the end are not counted, nor are undos that find nothing to undo. So it is rather too cheap.
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

// That `orders` takes notice on the way is no task: a state machine knows where it is.
const forward = rows.filter(([name, { on, undoes }]) => on && !undoes && name !== 'noteProgress');

/** Up to the step that is refused, then the undos of what came before it, then the same end. */
function refusedAt(step: StepName): StepName[] {
  const names = forward.map(([name]) => name);
  const before: StepName[] = ['placeOrder', ...names.slice(0, names.indexOf(step))];
  const undos = rows.filter(([, { undoes }]) => undoes?.some((undone) => before.includes(undone as StepName)));
  return [...names.slice(0, names.indexOf(step) + 1), ...undos.map(([name]) => name), 'settleOrder'];
}
