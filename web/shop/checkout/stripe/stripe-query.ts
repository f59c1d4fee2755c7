// The other entry of the package loads Stripe's script wherever it is imported.
import { loadStripe } from '@stripe/stripe-js/pure';
import { queryOptions } from '@tanstack/react-query';
import { within } from './within.ts';

const loadTimeoutSeconds = 15;

/** Stripe's script, from Stripe: it must not be bundled (docs.stripe.com/js/including). */
export const stripeQuery = (publishableKey: string) =>
  queryOptions({
    queryKey: ['stripe', publishableKey],
    queryFn: async () => {
      const stripe = await within(loadTimeoutSeconds, loadStripe(publishableKey, { locale: 'en' }));
      if (!stripe) throw new Error('Stripe’s script needs a page');
      return stripe;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    // Stripe's object is not data that can be compared.
    structuralSharing: false,
  });
