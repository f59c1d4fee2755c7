import { AsyncLocalStorage } from 'node:async_hooks';
import {
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

/** The sampled work in progress: one span, or one from each of several traces that share a call. Where a trace begins there is none. */
type Under = { parents: readonly (SpanContext | undefined)[]; links: readonly SpanContext[] };

const stopSecondsMax = 3;

/** Traces with OpenTelemetry's SDK, and sends spans over OTLP/HTTP. */
export function openTracing(options: SdkOptions): Tracing {
  const { provider, begin } = createTracer(options);
  const storage = new AsyncLocalStorage<Under | undefined>();

  function span<T extends PromiseLike<unknown>>(description: Description, work: (span: Span) => T): T {
    const { parents, links } = description.from ? beginning(description.from) : (storage.getStore() ?? nobody);
    const spans = parents.map((parent) => begin(description, parent, [...links, ...othersThan(parent, parents)]));
    const sampled = spans.map(({ context }) => context).filter(isSampled);
    const under = sampled.length > 0 ? { parents: sampled, links: [] } : undefined;
    return follow(spans, () => runUnder(under, () => work(handleOf(spans))));
  }

  function within<T>(scopes: readonly (object | undefined)[], work: () => T): T {
    const all = (scopes as readonly (Under | undefined)[]).filter((scope) => scope !== undefined);
    return runUnder(all.length > 1 ? joined(all) : all[0], work);
  }

  function runUnder<T>(under: Under | undefined, work: () => T): T {
    return storage.getStore() === under ? work() : storage.run(under, work);
  }

  return {
    span,
    within,
    past: (description) => begin(description, beginning(description.from).parents[0], []).end(),
    here: () => storage.getStore(),
    traceparents: () => storage.getStore()?.parents.flatMap((parent) => (parent ? traceparentOf(parent) : [])) ?? [],
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

  function begin(description: Description, parent: SpanContext | undefined, links: readonly SpanContext[]): OpenSpan {
    const start = (by: Tracer, known: Known, startedAt = description.startedAt): SdkSpan => {
      given = known;
      try {
        const under = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
        return by.startSpan(description.name, optionsOf(description, links, startedAt), under);
      } finally {
        given = {};
      }
    };
    const unsampled = (context: SpanContext, known: Known) =>
      openUnsampled({ context, slowMilliseconds, record: (startedAt) => start(troubleTracer, known, startedAt) });

    const isWatched = entries.has(description.kind) && !isOff(samplerName);
    // Most messages are like this one, so the SDK is not even asked. What such a span causes is not recorded, so it needs no id of its own.
    if (isWatched && parent && !isSampled(parent) && followsParent(samplerName)) return unsampled(parent, {});
    const span = start(tracer, { spanId: description.spanId });
    const context = span.spanContext();
    return isWatched && !isSampled(context) ? unsampled(context, context) : openSpan(span);
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
    traceparent: spans[0] ? traceparentOf(spans[0].context) : '',
    rename: (name) => each((span) => span.rename(name)),
    set: (attributes) => each((span) => span.set(attributes)),
    fail: (type) => each((span) => span.fail(type)),
  };
}

/** One span of each trace becomes the parent; others of the same trace are linked. */
function joined(scopes: readonly Under[]): Under {
  const parents = new Map<string, SpanContext>();
  const links = scopes.flatMap((scope) => scope.links);
  for (const parent of scopes.flatMap((scope) => scope.parents)) {
    if (!parent) continue;
    if (parents.has(parent.traceId)) links.push(parent);
    else parents.set(parent.traceId, parent);
  }
  return { parents: [...parents.values()], links };
}

const nobody: Under = { parents: [], links: [] };

const beginning = (from: Description['from']): Under => ({ parents: [spanContextOf(from?.traceparent)[0]], links: [] });

const othersThan = (parent: SpanContext | undefined, all: readonly (SpanContext | undefined)[]): SpanContext[] =>
  all.length === 1 ? [] : all.flatMap((other) => (other && other !== parent ? [other] : []));

function spanContextOf(traceparent: string | undefined): SpanContext[] {
  const [, traceId, spanId, flags] = traceparent?.split('-') ?? [];
  return traceId && spanId && flags ? [{ traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true }] : [];
}

const traceparentOf = (context: SpanContext): string =>
  `00-${context.traceId}-${context.spanId}-${isSampled(context) ? '01' : '00'}`;

const isSampled = ({ traceFlags }: SpanContext): boolean => (traceFlags & 1) === 1;

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} satisfies Record<Description['kind'], SpanKind>;
