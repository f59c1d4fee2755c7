/** A resource as in `terraform show -json`, whichever module it is in. */
export type Resource = { address: string; type: string; name: string; index?: string | number; values: Values };
// biome-ignore lint/suspicious/noExplicitAny: what attributes there are, and of what kind, differs by the resource's type.
export type Values = Record<string, any>;

type Module = { resources?: (Resource & { mode: string })[]; child_modules?: Module[] };
export type State = { values: { root_module: Module; outputs: Record<string, { value: unknown }> } };

/** Every managed resource of a state, without data sources. */
export function resourcesOf({ values }: Pick<State, 'values'>): Resource[] {
  const within = ({ resources = [], child_modules = [] }: Module): (Resource & { mode: string })[] => [
    ...resources,
    ...child_modules.flatMap(within),
  ];
  return within(values.root_module).filter(({ mode }) => mode === 'managed');
}

export const ofType = (resources: readonly Resource[], type: string) => resources.filter((resource) => resource.type === type);

export type Change = { address: string; type: string; change: { actions: string[] } };
export type Plan = {
  planned_values: State['values'];
  resource_changes?: (Change & { mode: string })[];
  /** Of partly known outputs, the known part. */
  output_changes?: Record<string, { after: Values }>;
};

/** What a plan would change, without what it only reads. */
export const changesIn = ({ resource_changes = [] }: Plan): Change[] =>
  resource_changes.filter(({ mode, change }) => mode === 'managed' && change.actions.join() !== 'no-op');

/** Every managed resource as it would be after a plan, without what is only known after the apply. */
export const plannedResources = ({ planned_values }: Plan): Resource[] => resourcesOf({ values: planned_values });
