/** The external conditions for one order. */
export type Circumstances = {
  inStock: boolean;
  cardAuthorizes: boolean;
  addressDeliverable: boolean;
  captureSucceeds: boolean;
  /** Whether the order is undone so early that a participant's own row is sufficient. */
  undoneSoon: boolean;
};

const either = [true, false];

/** All combinations. */
export const allCircumstances: readonly Circumstances[] = either.flatMap((inStock) =>
  either.flatMap((cardAuthorizes) =>
    either.flatMap((addressDeliverable) =>
      either.flatMap((captureSucceeds) =>
        either.map((undoneSoon) => ({ inStock, cardAuthorizes, addressDeliverable, captureSucceeds, undoneSoon })),
      ),
    ),
  ),
);

/** Those in which at most one thing is wrong; an order never gets to a second. */
export const simpleCircumstances: readonly Circumstances[] = allCircumstances.filter(
  (circumstances) => Object.values(circumstances).filter((good) => !good).length <= 1,
);

export const allIsWell: Circumstances = {
  inStock: true,
  cardAuthorizes: true,
  addressDeliverable: true,
  captureSucceeds: true,
  undoneSoon: true,
};

export function describeCircumstances(circumstances: Circumstances): string {
  const { inStock, cardAuthorizes, addressDeliverable, captureSucceeds, undoneSoon } = circumstances;
  return [
    inStock ? 'in stock' : 'out of stock',
    cardAuthorizes ? 'card good' : 'card declined',
    addressDeliverable ? 'deliverable' : 'undeliverable',
    captureSucceeds ? 'capture succeeds' : 'capture fails',
    undoneSoon ? 'undone soon if at all' : 'undone late if at all',
  ].join(', ');
}
