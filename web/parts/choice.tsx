import type { ComponentProps } from 'react';

/**
 * One of many, as the browser shows it: the library's own select inserts a `<style>`, which our policy refuses, and phones know
 * best how to let people choose.
 */
export function Choice(props: ComponentProps<'select'>) {
  return <select {...props} className="choice" />;
}
