import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useAppearance } from '../../app/appearance.ts';
import type { Minute } from './minutes.ts';

const height = 180;

/** Orders by the minute in which they were placed: wide bars for all of them, and narrow bars in front for those cancelled. */
export function MinuteChart({ minutes }: { minutes: readonly Minute[] }) {
  const [appearance] = useAppearance();
  const ref = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const data = dataOf(minutes);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another appearance needs a new chart; data is set below
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const drawn = new uPlot(optionsFor(element), data, element);
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      drawn.destroy();
    };
  }, [appearance]);
  useEffect(() => chart.current?.setData(data), [data]);
  const most = Math.max(...minutes.map(({ placed }) => placed));
  const cancelled = minutes.reduce((sum, { cancelled }) => sum + cancelled, 0);
  const label = `Orders placed in each of the last 60 minutes, ${most} at most; ${cancelled} were cancelled in all`;
  return <div ref={ref} className="chart" role="img" aria-label={label} />;
}

const dataOf = (minutes: readonly Minute[]): uPlot.AlignedData => [
  minutes.map(({ at }) => Date.parse(at) / 1000),
  minutes.map(({ placed }) => placed),
  minutes.map(({ cancelled }) => cancelled),
];

/** Stylesheets do not apply inside a canvas, so the page's colours are read here. */
function optionsFor(element: HTMLElement): uPlot.Options {
  const styles = getComputedStyle(element);
  const colour = (name: string) => styles.getPropertyValue(name).trim();
  const axis = { stroke: colour('--gray-11'), grid: { stroke: colour('--gray-5') }, ticks: { stroke: colour('--gray-5') } };
  const series = (label: string, name: string, [share, pixelsMax]: [number, number]): uPlot.Series => {
    const bars = uPlot.paths.bars?.({ size: [share, pixelsMax] });
    // An empty bar draws nothing, not a line.
    const looks = { fill: colour(name), stroke: colour(name), width: 0, points: { show: false } };
    return { label, ...looks, ...(bars && { paths: bars }) };
  };
  return {
    ...{ width: element.clientWidth, height, cursor: { show: false }, legend: { live: false } },
    scales: { x: { range: (_, first, last) => [first - 60, last + 60] }, y: { range: (_, __, most) => [0, Math.max(most, 4)] } },
    axes: [axis, { ...axis, size: 40, incrs: [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000] }],
    // Their widths tell the two apart without colours.
    series: [{}, series('placed (wide)', '--indigo-9', [0.8, 20]), series('cancelled (narrow)', '--red-9', [0.3, 8])],
  };
}
