import { useSyncExternalStore } from 'react';
import { stored } from '../../../app/stored.ts';
import { type EnteredCard, parseEnteredCard } from './entered-card.ts';

/**
 * The card of an order that has not been placed yet. It outlives the page: Stripe gives the same card another id each time it is
 * entered, and another id is another order. So an order that was sent and not answered is sent again with the id of the first time.
 */
const kept = stored('card', parseEnteredCard, sessionStorage);

/** This customer's card, not that of someone who was signed in here before. */
export function useKeptCard(userId: string): EnteredCard | undefined {
  const card = useSyncExternalStore(kept.subscribe, kept.read);
  return card?.userId === userId ? card : undefined;
}

export const keepCard = (card: EnteredCard): void => kept.write(card);
export const dropCard = (): void => kept.write(undefined);
