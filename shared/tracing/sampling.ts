import { SpanKind } from '@opentelemetry/api';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type ReadableSpan,
  type Sampler,
  SamplingDecision,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace';
import type { TracingSettings } from './settings.ts';

type Name = TracingSettings['OTEL_TRACES_SAMPLER'];

/** The sampler that the standard variables name. Unless it is always off, entry spans are also watched for trouble. */
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
  return name.endsWith('always_off') ? samplers[name] : watching(samplers[name]);
}

/** Records the entry spans of a service even if they are not sampled: only their end shows whether they failed or were slow. */
function watching(sampler: Sampler): Sampler {
  return {
    shouldSample(...asked) {
      const result = sampler.shouldSample(...asked);
      const isEntry = asked[3] === SpanKind.SERVER || asked[3] === SpanKind.CONSUMER;
      return isEntry && result.decision === SamplingDecision.NOT_RECORD
        ? { ...result, decision: SamplingDecision.RECORD }
        : result;
    },
    toString: () => `Watching{${sampler}}`,
  };
}

/** Passes on sampled spans, and unsampled ones that failed or were slow. Those come alone, because their children were not recorded. */
export function keepTrouble(next: SpanProcessor, slowMilliseconds: number): SpanProcessor {
  return {
    onStart: (...started) => next.onStart(...started),
    onEnd: (span) => next.onEnd(isSampled(span) || !isInTrouble(span, slowMilliseconds) ? span : asSampled(span)),
    forceFlush: () => next.forceFlush(),
    shutdown: () => next.shutdown(),
  };
}

const isSampled = (span: ReadableSpan): boolean => (span.spanContext().traceFlags & 1) === 1;

const isInTrouble = ({ status, duration: [seconds, nanoseconds] }: ReadableSpan, slowMilliseconds: number): boolean =>
  status.code === 2 || seconds * 1000 + nanoseconds / 1e6 >= slowMilliseconds;

function asSampled(span: ReadableSpan): ReadableSpan {
  const spanContext = { ...span.spanContext(), traceFlags: 1 };
  return new Proxy(span, {
    get: (target, key) => (key === 'spanContext' ? () => spanContext : Reflect.get(target, key, target)),
  });
}
