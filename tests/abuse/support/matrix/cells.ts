import { type Operation, operations } from '../api.ts';
import { type Actor, actors, expectedStatus, rules, type Target, targetsOf } from './rules.ts';

export type Door = 'gateway' | 'service';

/** One question: who asks what, through which door, and the only allowed status. */
export type Cell = { operation: Operation; actor: Actor; target: Target; id?: string; door: Door; expected: number };

/** Every cell of the matrix, in route order. @throws for a route that no rule covers */
export function allCells(): Cell[] {
  return operations.flatMap((operation) =>
    questionsOf(operation).flatMap(({ target, id }) =>
      actors.flatMap((actor) =>
        (['gateway', 'service'] as const).map((door) => ({
          ...{ operation, actor, target, door, ...(id === undefined ? {} : { id }) },
          expected: expectedStatus(ruleOf(operation), { actor, target }),
        })),
      ),
    ),
  );
}

export const nameOf = ({ operation, actor, target, id, door }: Cell): string =>
  `${operation.key} · ${actor} · ${target}${id === undefined ? '' : ` ${id}`} · ${door}`;

function questionsOf(operation: Operation): { target: Target; id?: string }[] {
  const targets = targetsOf(ruleOf(operation), operation.body !== undefined);
  return targets.flatMap((target): { target: Target; id?: string }[] =>
    target === 'malformed id' ? malformedIds.map((id) => ({ target, id })) : [{ target }],
  );
}

// As they appear in the path: not an id, one too short, a path traversal, one that PostgreSQL would reject.
const malformedIds = ['7', '01990000-0000-7000-8000-00000000000', '..%2f..%2fhealthz', '01990000-0000-7000-8000-000000000001%00'];

function ruleOf({ key }: Operation) {
  const rule = rules[key];
  if (!rule) throw new Error(`No rule says who may use ${key}: add it to tests/abuse/support/matrix/rules.ts`);
  return rule;
}
