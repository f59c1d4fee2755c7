/** Caches the results of a pure function of two arguments, by their identity. */
export function cached<One, Other, Result>(compute: (one: One, other: Other) => Result): (one: One, other: Other) => Result {
  const known = new Map<One, Map<Other, { result: Result }>>();
  return (one, other) => {
    const ofOne = known.get(one) ?? new Map<Other, { result: Result }>();
    if (ofOne.size === 0) known.set(one, ofOne);
    const seen = ofOne.get(other);
    if (seen) return seen.result;
    const result = compute(one, other);
    ofOne.set(other, { result });
    return result;
  };
}
