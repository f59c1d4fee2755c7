import { useEffect } from 'react';

/**
 * For what holds a button that disappears when it is pressed: without it the focus would be nowhere, so the page's heading gets it.
 * Nothing happens while something else has the focus.
 */
export function useFocusAfterwards(): void {
  useEffect(() => () => void setTimeout(focusHeadingIfNothingIs), []);
}

function focusHeadingIfNothingIs(): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>('.page-heading')?.focus({ preventScroll: true });
}
