/** What the world outside has in store for one order. */
export type Circumstances = {
  inStock: boolean;
  cardAuthorizes: boolean;
  addressDeliverable: boolean;
  captureSucceeds: boolean;
};

const either = [true, false];

/** All sixteen of them. */
export const allCircumstances: readonly Circumstances[] = either.flatMap((inStock) =>
  either.flatMap((cardAuthorizes) =>
    either.flatMap((addressDeliverable) =>
      either.map((captureSucceeds) => ({ inStock, cardAuthorizes, addressDeliverable, captureSucceeds })),
    ),
  ),
);

/** Those in which at most one thing is wrong; an order never gets to meet two. */
export const simpleCircumstances: readonly Circumstances[] = allCircumstances.filter(
  (circumstances) => Object.values(circumstances).filter((good) => !good).length <= 1,
);

export const allIsWell: Circumstances = { inStock: true, cardAuthorizes: true, addressDeliverable: true, captureSucceeds: true };

export function describeCircumstances({ inStock, cardAuthorizes, addressDeliverable, captureSucceeds }: Circumstances): string {
  return [
    inStock ? 'in stock' : 'out of stock',
    cardAuthorizes ? 'card good' : 'card declined',
    addressDeliverable ? 'deliverable' : 'undeliverable',
    captureSucceeds ? 'capture succeeds' : 'capture fails',
  ].join(', ');
}
