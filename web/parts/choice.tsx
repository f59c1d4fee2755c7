import type { ComponentProps } from 'react';

/**
 * The browser's own select, for which phones show a picker of their own. The library's inserts a `<style>`, which our policy
 * refuses.
 */
export function Choice(props: ComponentProps<'select'>) {
  return <select {...props} className="choice" />;
}
