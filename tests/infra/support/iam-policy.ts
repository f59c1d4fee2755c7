import { statementsOf } from '../rules/rule.ts';

/** Whether an IAM pattern for actions, in which `*` stands for anything, matches one. Case makes no difference. */
export const matches = (pattern: string, action: string): boolean =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'i').test(action);

/** The patterns of the actions that a policy allows, of those statements that `of` selects by name. */
export const allowedIn = (policy: string, of: (sid: string) => boolean = () => true): string[] =>
  statementsOf(policy).flatMap(({ Effect, Sid = '', Action }) => (Effect === 'Allow' && of(Sid) ? Action : []));
