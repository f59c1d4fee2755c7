import { isService } from '../../services.ts';
import { onBenchStack, type Turn } from '../bench-stack.ts';
import { type Figure, figure } from '../figures.ts';
import { placeOrders, unusual, warmUp } from '../orders.ts';
import { memoryMebibytes } from '../processes.ts';
import { burst } from './burst.ts';

/** Memory (PSS) of each process after a burst of orders has settled. */
export const measureMemory = (turn: Turn): Promise<Figure[]> =>
  onBenchStack(turn, async (bench) => {
    await warmUp(bench);
    const position = await bench.database.lastPosition();
    const load = await placeOrders(bench, burst);
    const { open } = await bench.database.untilSettled(position, bench.signal);
    const each = bench.processes.map(({ name, pid }) => ({ name, mebibytes: memoryMebibytes(pid) }));
    const services = each.filter(({ name }) => isService(name));
    const sum = services.reduce((total, { mebibytes }) => total + mebibytes, 0);
    return [
      figure('six services', sum, 'MiB'),
      ...each.map(({ name, mebibytes }) => figure(name, mebibytes, 'MiB')),
      ...unusual('orders', load, open),
    ];
  });
