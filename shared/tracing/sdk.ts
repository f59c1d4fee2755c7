import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  type Link,
  ROOT_CONTEXT,
  type Span as SdkSpan,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { setGlobalErrorHandler } from '@opentelemetry/core';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { BatchSpanProcessor, RandomIdGenerator, TracerProvider } from '@opentelemetry/sdk-trace';
import { withTimeout } from '#shared/timing/with-timeout.ts';
import { resourceOf } from './resource.ts';
import { keepTrouble, samplerOf } from './sampling.ts';
import type { SdkOptions } from './settings.ts';
import type { Attributes, Description, Span, Tracing } from './tracing.ts';

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
    const sampled = spans.filter((each) => isSampled(each.spanContext()));
    const under = { contexts: sampled.map((each) => trace.setSpan(ROOT_CONTEXT, each)), links: [] };
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
  const ids = new RandomIdGenerator();
  let idGiven: string | undefined;
  const exporter =
    settings.OTEL_EXPORTER_OTLP_PROTOCOL === 'http/json' ? new JsonExporter({ url }) : new ProtobufExporter({ url });
  const batches = new BatchSpanProcessor({ exporter, scheduledDelayMillis: settings.OTEL_BSP_SCHEDULE_DELAY });
  const provider = new TracerProvider({
    resource: resourceOf(service),
    sampler: samplerOf(settings),
    idGenerator: { generateTraceId: () => ids.generateTraceId(), generateSpanId: () => idGiven ?? ids.generateSpanId() },
    spanProcessors: [keepTrouble(batches, settings.TRACES_SLOW_MILLISECONDS)],
  });
  const tracer: Tracer = provider.getTracer('cloudservices');

  function begin(description: Description, context: Context, links: readonly SpanContext[]): SdkSpan {
    const { name, kind, attributes = {}, spanId, startedAt } = description;
    const linked = [...(description.links ?? []).flatMap(spanContextOf), ...links].map((each): Link => ({ context: each }));
    idGiven = spanId;
    try {
      const time = startedAt === undefined ? {} : { startTime: startedAt };
      return tracer.startSpan(name, { kind: kinds[kind], attributes, links: linked, ...time }, context);
    } finally {
      idGiven = undefined;
    }
  }

  return { provider, begin };
}

/** Ends the spans when the work ends, and returns its result. */
function follow<T extends PromiseLike<unknown>>(spans: readonly SdkSpan[], work: () => T): T {
  const end = () => {
    for (const span of spans) span.end();
  };
  const fail = (error: unknown) => {
    for (const span of spans) setFailed(span, kindOf(error));
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

/** The first failure that is reported wins. */
function setFailed(span: SdkSpan, type: string): void {
  if ((span as Partial<{ status: { code: SpanStatusCode } }>).status?.code === SpanStatusCode.ERROR) return;
  span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', type);
}

/** Never the message: those of databases and providers can quote a row or a card. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code, name } = error as { code?: unknown; name: string };
  return typeof code === 'string' && code ? code : name;
}

function handleOf(spans: readonly SdkSpan[]): Span {
  const each = (change: (span: SdkSpan) => unknown) => spans.forEach((span) => void change(span));
  return {
    traceparent: traceparentOf(spans[0]?.spanContext())[0] ?? '',
    rename: (name) => each((span) => span.updateName(name)),
    set: (attributes: Attributes) => each((span) => span.setAttributes(attributes)),
    fail: (type) => each((span) => setFailed(span, type)),
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
