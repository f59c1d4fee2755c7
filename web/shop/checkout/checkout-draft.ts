import { useDraft } from '../../app/draft.ts';
import type { TestCardName } from './test-cards.ts';

/** Where the parcel goes, and which test card pays. */
export type CheckoutDraft = {
  name: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
  card: TestCardName;
};

const empty: CheckoutDraft = {
  ...{ name: '', line1: '', line2: '', city: '', region: '', postalCode: '', country: '' },
  card: 'accepted',
};

export const useCheckoutDraft = () => useDraft('checkout', empty);
