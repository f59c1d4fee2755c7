import type { ComponentProps } from 'react';

/**
 * The browser's own select. The library's inserts a `<style>`, which our policy refuses, and phones show their own picker for this
 * one.
 */
export function Choice(props: ComponentProps<'select'>) {
  return <select {...props} className="choice" />;
}
