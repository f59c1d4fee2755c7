import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import type { TracingSettings } from './settings.ts';

type Name = TracingSettings['OTEL_TRACES_SAMPLER'];

/** The sampler that the standard variables name. */
export function samplerOf({ OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: ratio }: TracingSettings): Sampler {
  const ratioed = new TraceIdRatioBasedSampler(ratio);
  const [on, off] = [new AlwaysOnSampler(), new AlwaysOffSampler()];
  const samplers: Record<Name, Sampler> = {
    always_on: on,
    always_off: off,
    traceidratio: ratioed,
    parentbased_always_on: new ParentBasedSampler({ root: on }),
    parentbased_always_off: new ParentBasedSampler({ root: off }),
    parentbased_traceidratio: new ParentBasedSampler({ root: ratioed }),
  };
  return samplers[name];
}

/** Whether this sampler leaves out whatever continues from unsampled work. */
export const followsParent = (name: Name): boolean => name.startsWith('parentbased_');

/** Whether this sampler sends nothing of its own, not even failures. */
export const isOff = (name: Name): boolean => name.endsWith('always_off');
