import { ofType, type Resource, type Values } from '../support/state.ts';

/** A rule for a deployment, and a way to break it that the rule must notice. */
export type Rule = {
  title: string;
  /** One line per violation; empty if there is none. */
  violations(resources: readonly Resource[]): string[];
  /** Changes the resources so that the rule no longer holds. */
  spoil(resources: Resource[]): void;
};

type EachRule = {
  of: string;
  where?: (resource: Resource) => boolean;
  holds: (values: Values, resource: Resource) => unknown;
  spoil: (values: Values) => void;
};

/** A rule for every resource of a type; there must be at least one. */
export function each(title: string, { of, where = () => true, holds, spoil }: EachRule): Rule {
  const concerned = (resources: readonly Resource[]) => ofType(resources, of).filter(where);
  return {
    title,
    violations: (resources) => {
      const found = concerned(resources);
      if (found.length === 0) return [`there is no ${of}`];
      return found.filter((resource) => !holds(resource.values, resource)).map(({ address }) => address);
    },
    spoil: (resources) => {
      const [first] = concerned(resources);
      if (first) spoil(first.values);
    },
  };
}

type AllRule = { violations: (resources: readonly Resource[]) => string[]; spoil: (resources: Resource[]) => void };

/** A rule about several resources together. */
export const together = (title: string, rule: AllRule): Rule => ({ title, ...rule });

type Statement = {
  Effect: string;
  Sid?: string;
  Action: string[];
  Resource: string[];
  Principal?: Record<string, string | string[]> | string;
  Condition?: Record<string, Record<string, string | string[]>>;
};

/** The statements of a policy document, with lists where IAM also allows a single string. */
export function statementsOf(policy: string): Statement[] {
  const { Statement } = JSON.parse(policy) as { Statement: Statement | Statement[] };
  return listed(Statement).map((statement) => ({
    ...statement,
    Action: listed(statement.Action),
    Resource: listed(statement.Resource ?? []),
  }));
}

export const listed = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** The same policy with its first statement changed. */
export function respoken(policy: string, change: Partial<Record<keyof Statement, unknown>>): string {
  const [first, ...others] = statementsOf(policy);
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ ...first, ...change }, ...others] });
}

/** The resource of a type that a rule needs. @throws Error when there is none */
export function oneOf(resources: readonly Resource[], type: string, where: (values: Values) => boolean = () => true): Resource {
  const found = ofType(resources, type).find(({ values }) => where(values));
  if (!found) throw new Error(`there is no ${type}`);
  return found;
}
