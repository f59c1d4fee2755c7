import { useEffect } from 'react';

/**
 * For what disappears when its button is pressed: nothing would have the focus then, so the page's heading gets it. Nothing
 * happens if something else has it.
 */
export function useFocusAfterwards(): void {
  useEffect(() => () => void setTimeout(focusHeadingIfNothingIs), []);
}

function focusHeadingIfNothingIs(): void {
  if (document.activeElement !== document.body) return;
  document.querySelector<HTMLElement>('.page-heading')?.focus({ preventScroll: true });
}
