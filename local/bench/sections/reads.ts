import { onBenchStack, type Turn } from '../bench-stack.ts';
import { type Figure, figure } from '../figures.ts';
import type { Job } from '../load-generator.ts';
import { runLoad } from '../run-load.ts';
import { cpuFigures, othersFigure, watch } from '../watch.ts';

const pace = { perSecond: 500, seconds: 10 };

/** Reads one product through the gateway at a steady rate. */
export const measureReads = (turn: Turn): Promise<Figure[]> =>
  onBenchStack(turn, async (bench) => {
    const url = `${bench.told.gatewayUrl}/v1/catalog/products/${bench.productId}`;
    const job: Job = { url, method: 'GET', headers: {}, expectedStatus: 200, pace };
    // Warms up the JIT compilers of all processes.
    await runLoad(job, bench.signal);
    const stop = watch(bench);
    const load = await runLoad(job, bench.signal);
    const use = stop(load.cpuSeconds);
    const label = `GET a product, ${pace.perSecond}/s`;
    const reading = use.used.filter(({ process }) => /^(catalog|dynamodb|launcher)/.test(process.name));
    return [
      figure(`${label}: answered`, load.answered / load.seconds, '/s'),
      ...(load.refused > 0 ? [figure(`${label}: REFUSED`, load.refused)] : []),
      figure(`${label}: p50`, load.p50, 'ms'),
      figure(`${label}: p99`, load.p99, 'ms'),
      ...cpuFigures({ ...use, used: reading }, { label: `${label}: CPU per read`, per: load.answered, unit: 'ms' }),
      othersFigure(label, use),
    ];
  });
