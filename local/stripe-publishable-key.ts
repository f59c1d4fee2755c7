import { StartError } from './start-error.ts';

/**
 * @param key may be empty: then the checkout offers test cards
 * @throws StartError for anything else than a publishable key of Stripe's test mode, which is the mode of the stand-in's secret key
 */
export function readPublishableKey(key: string | undefined): string | undefined {
  if (!key) return undefined;
  if (!/^pk_(test|live)_\w+$/.test(key)) {
    // The value stays out of the message: it may be the secret key.
    throw new StartError('STRIPE_PUBLISHABLE_KEY must be a publishable key, which begins with pk_test_.', {
      hint: 'The secret key (sk_, rk_) must never reach a browser.',
    });
  }
  if (key.startsWith('pk_live_')) {
    throw new StartError('STRIPE_PUBLISHABLE_KEY is a live key, but billing runs on a test key here.', {
      hint: 'Use the publishable key of the test mode, which begins with pk_test_.',
    });
  }
  return key;
}
