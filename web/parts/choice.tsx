import type { ComponentProps } from 'react';

/**
 * The browser's own select, for which phones show their native picker. The library's inserts a `<style>`, which our policy
 * blocks.
 */
export function Choice(props: ComponentProps<'select'>) {
  return <select {...props} className="choice" />;
}
