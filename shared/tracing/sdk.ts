import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  type Link,
  ROOT_CONTEXT,
  type Span as SdkSpan,
  type SpanContext,
  SpanKind,
  type SpanOptions,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { setGlobalErrorHandler } from '@opentelemetry/core';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { AlwaysOnSampler, BatchSpanProcessor, RandomIdGenerator, type Sampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { withTimeout } from '#shared/timing/with-timeout.ts';
import { type OpenSpan, openSpan, openUnsampled } from './open-span.ts';
import { resourceOf } from './resource.ts';
import { followsParent, isOff, samplerOf } from './sampling.ts';
import type { SdkOptions } from './settings.ts';
import type { Description, Span, Tracing } from './tracing.ts';

// The build puts both into one file beside a service's bundle.
export { openMetering } from './metrics-sdk.ts';

/** The sampled work in progress: one span, or one from each of several traces that share a call. */
type Under = { contexts: readonly Context[]; links: readonly SpanContext[] };

const stopSecondsMax = 3;

/** Traces with OpenTelemetry's SDK, and sends spans over OTLP/HTTP. */
export function openTracing(options: SdkOptions): Tracing {
  const { provider, begin } = createTracer(options);
  const storage = new AsyncLocalStorage<Under | undefined>();

  function span<T extends PromiseLike<unknown>>(description: Description, work: (span: Span) => T): T {
    const { contexts, links } = description.from ? beginning(description.from) : (storage.getStore() ?? nobody);
    const spans = contexts.map((context) => {
      const others = contexts.filter((other) => other !== context).flatMap((other) => trace.getSpanContext(other) ?? []);
      return begin(description, context, [...links, ...others]);
    });
    const sampled = spans.filter((each) => isSampled(each.context));
    const under = { contexts: sampled.map((each) => trace.setSpanContext(ROOT_CONTEXT, each.context)), links: [] };
    return follow(spans, () => storage.run(under.contexts.length > 0 ? under : undefined, () => work(handleOf(spans))));
  }

  function within<T>(scopes: readonly (object | undefined)[], work: () => T): T {
    const all = (scopes as readonly (Under | undefined)[]).flatMap((scope) => scope ?? []);
    return storage.run(all.length > 1 ? joined(all) : all[0], work);
  }

  return {
    span,
    within,
    past: (description) => begin(description, beginning(description.from).contexts[0] ?? ROOT_CONTEXT, []).end(),
    here: () => storage.getStore(),
    traceparents: () => storage.getStore()?.contexts.flatMap((context) => traceparentOf(trace.getSpanContext(context))) ?? [],
    async stop() {
      await withTimeout(stopSecondsMax, provider.shutdown()).catch(options.onLost);
    },
  };
}

function createTracer({ service, url, settings, onLost }: SdkOptions) {
  setGlobalErrorHandler(onLost);
  const { OTEL_TRACES_SAMPLER: samplerName, TRACES_SLOW_MILLISECONDS: slowMilliseconds } = settings;
  const ids = new RandomIdGenerator();
  let given: Known = {};
  const idGenerator = {
    generateTraceId: () => given.traceId ?? ids.generateTraceId(),
    generateSpanId: () => given.spanId ?? ids.generateSpanId(),
  };
  const exporter =
    settings.OTEL_EXPORTER_OTLP_PROTOCOL === 'http/json' ? new JsonExporter({ url }) : new ProtobufExporter({ url });
  const batches = new BatchSpanProcessor({ exporter, scheduledDelayMillis: settings.OTEL_BSP_SCHEDULE_DELAY });
  const provide = (sampler: Sampler) =>
    new TracerProvider({ resource: resourceOf(service), sampler, idGenerator, spanProcessors: [batches] });
  const provider = provide(samplerOf(settings));
  const tracer = provider.getTracer('cloudservices');
  const troubleTracer = provide(new AlwaysOnSampler()).getTracer('cloudservices');

  function begin(description: Description, parent: Context, links: readonly SpanContext[]): OpenSpan {
    const start = (by: Tracer, known: Known, startedAt = description.startedAt): SdkSpan => {
      given = known;
      try {
        return by.startSpan(description.name, optionsOf(description, links, startedAt), parent);
      } finally {
        given = {};
      }
    };
    const unsampled = (context: SpanContext) =>
      openUnsampled({ context, slowMilliseconds, record: (startedAt) => start(troubleTracer, context, startedAt) });

    const isWatched = entries.has(description.kind) && !isOff(samplerName);
    const from = trace.getSpanContext(parent);
    // Most messages are like this one, so the SDK is not even asked.
    if (isWatched && from && !isSampled(from) && followsParent(samplerName))
      return unsampled({ traceId: from.traceId, spanId: ids.generateSpanId(), traceFlags: 0 });
    const span = start(tracer, { spanId: description.spanId });
    return isWatched && !span.isRecording() ? unsampled(span.spanContext()) : openSpan(span);
  }

  return { provider, begin };
}

type Known = { traceId?: string; spanId?: string | undefined };

/** The spans with which work enters a service. */
const entries = new Set<Description['kind']>(['server', 'consumer']);

function optionsOf(
  { kind, attributes = {}, links = [] }: Description,
  others: readonly SpanContext[],
  startTime?: number,
): SpanOptions {
  const linked = [...links.flatMap(spanContextOf), ...others].map((context): Link => ({ context }));
  return { kind: kinds[kind], attributes, links: linked, ...(startTime === undefined ? {} : { startTime }) };
}

/** Ends the spans when the work ends, and returns its result. */
function follow<T extends PromiseLike<unknown>>(spans: readonly OpenSpan[], work: () => T): T {
  const end = () => {
    for (const span of spans) span.end();
  };
  const fail = (error: unknown) => {
    for (const span of spans) span.fail(kindOf(error));
    end();
  };
  try {
    const result = work();
    result.then(end, fail);
    return result;
  } catch (error) {
    fail(error);
    throw error;
  }
}

/** Never the message: those of databases and providers can quote a row or a card. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code, name } = error as { code?: unknown; name: string };
  return typeof code === 'string' && code ? code : name;
}

function handleOf(spans: readonly OpenSpan[]): Span {
  const each = (change: (span: OpenSpan) => void) => spans.forEach(change);
  return {
    traceparent: traceparentOf(spans[0]?.context)[0] ?? '',
    rename: (name) => each((span) => span.rename(name)),
    set: (attributes) => each((span) => span.set(attributes)),
    fail: (type) => each((span) => span.fail(type)),
  };
}

/** One span of each trace becomes the parent; others of the same trace are linked. */
function joined(scopes: readonly Under[]): Under {
  const contexts = new Map<string, Context>();
  const links: SpanContext[] = scopes.flatMap((scope) => scope.links);
  for (const context of scopes.flatMap((scope) => scope.contexts)) {
    const spanContext = trace.getSpanContext(context);
    if (!spanContext) continue;
    if (contexts.has(spanContext.traceId)) links.push(spanContext);
    else contexts.set(spanContext.traceId, context);
  }
  return { contexts: [...contexts.values()], links };
}

const nobody: Under = { contexts: [], links: [] };

function beginning(from: Description['from']): Under {
  const [parent] = spanContextOf(from?.traceparent);
  return { contexts: [parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT], links: [] };
}

function spanContextOf(traceparent: string | undefined): SpanContext[] {
  const [, traceId, spanId, flags] = traceparent?.split('-') ?? [];
  return traceId && spanId && flags ? [{ traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true }] : [];
}

function traceparentOf(context: SpanContext | undefined): string[] {
  return context ? [`00-${context.traceId}-${context.spanId}-${isSampled(context) ? '01' : '00'}`] : [];
}

const isSampled = ({ traceFlags }: SpanContext): boolean => (traceFlags & 1) === 1;

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} satisfies Record<Description['kind'], SpanKind>;
