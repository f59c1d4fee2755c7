/** Remembers what a pure function came to for each event and the parts of a state that it reads, by their identity. */
export function remember<Event, State, Result>(
  readsOf: (state: State) => readonly unknown[],
  compute: (state: State, event: Event) => Result,
): (state: State, event: Event) => Result {
  const root: Node<Result> = { nodes: new Map() };
  return (state, event) => {
    let node = nodeOf(root, event);
    for (const part of readsOf(state)) node = nodeOf(node, part);
    node.result ??= { is: compute(state, event) };
    return node.result.is;
  };
}

type Node<Result> = { nodes: Map<unknown, Node<Result>>; result?: { is: Result } };

function nodeOf<Result>(parent: Node<Result>, key: unknown): Node<Result> {
  const known = parent.nodes.get(key);
  if (known) return known;
  const node: Node<Result> = { nodes: new Map() };
  parent.nodes.set(key, node);
  return node;
}
