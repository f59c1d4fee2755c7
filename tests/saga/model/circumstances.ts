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

export function describeCircumstances({ inStock, cardAuthorizes, addressDeliverable, captureSucceeds }: Circumstances): string {
  return [
    inStock ? 'in stock' : 'out of stock',
    cardAuthorizes ? 'card good' : 'card declined',
    addressDeliverable ? 'deliverable' : 'undeliverable',
    captureSucceeds ? 'capture succeeds' : 'capture fails',
  ].join(', ');
}
