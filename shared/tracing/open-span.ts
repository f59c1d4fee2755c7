import { type Span as SdkSpan, type SpanContext, SpanStatusCode } from '@opentelemetry/api';
import type { Span } from './tracing.ts';

/** A span that has not ended. */
export type OpenSpan = Pick<Span, 'rename' | 'set'> & {
  readonly context: SpanContext;
  /** Marks it as failed with this kind of failure. The first failure that is reported wins. */
  fail: (type: string) => void;
  end: () => void;
};

/** A span that the SDK records, or at least identifies. */
export function openSpan(span: SdkSpan): OpenSpan {
  let isFailed = false;
  return {
    context: span.spanContext(),
    rename: (name) => void span.updateName(name),
    set: (attributes) => void span.setAttributes(attributes),
    fail(type) {
      if (isFailed) return;
      isFailed = true;
      span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', type);
    },
    end: () => span.end(),
  };
}

type Unsampled = {
  context: SpanContext;
  slowMilliseconds: number;
  /** Begins a span that is recorded, as started at this time, in milliseconds since 1970. */
  record: (startedAt: number) => SdkSpan;
};

/**
 * Stands in for a span that is not sampled. Only its end shows whether it failed or was slow: then it becomes a span after all, which
 * comes alone, because the calls that it made were not recorded. Otherwise it costs next to nothing.
 */
export function openUnsampled({ context, slowMilliseconds, record }: Unsampled): OpenSpan {
  const [startedAt, began] = [Date.now(), performance.now()];
  const changes: ((span: OpenSpan) => void)[] = [];
  let isFailed = false;
  return {
    context,
    rename: (name) => void changes.push((span) => span.rename(name)),
    set: (attributes) => void changes.push((span) => span.set(attributes)),
    fail(type) {
      isFailed = true;
      changes.push((span) => span.fail(type));
    },
    end() {
      if (!isFailed && performance.now() - began < slowMilliseconds) return;
      const span = openSpan(record(startedAt));
      for (const change of changes) change(span);
      span.end();
    },
  };
}
