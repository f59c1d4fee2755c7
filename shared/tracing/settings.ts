import { z } from 'zod';

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const pairs = z
  .string()
  .regex(/^\s*[^=,\s]+\s*=[^,]*(,\s*[^=,\s]+\s*=[^,]*)*$/, { error: 'must look like name=value,name=value' });
const collector = z.url({ protocol: /^https?$/ });
const milliseconds = z.coerce.number().int().min(1);

/** OpenTelemetry's own variables for traces and metrics; without an endpoint nothing is sent. */
export const tracingSettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.optional().meta({
    description: 'Base address for traces over OTLP/HTTP; they go to `/v1/traces` below it. If unset, nothing is traced',
  }),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector
    .optional()
    .meta({ description: 'The complete address for traces, instead of the one above' }),
  OTEL_METRICS_EXPORTER: z.enum(['none', 'otlp']).default('none').meta({
    description: '`otlp` also sends metrics: of requests, messages and orders',
  }),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: collector
    .optional()
    .meta({ description: 'The complete address for metrics, instead of `/v1/metrics` below the base address' }),
  OTEL_METRIC_EXPORT_INTERVAL: milliseconds
    .max(3_600_000)
    .default(60_000)
    .meta({ description: 'How often metrics are sent, in milliseconds' }),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .enum(['http/json', 'http/protobuf'])
    .default('http/json')
    .meta({ description: 'The encoding of traces and metrics; a receiver of OTLP over HTTP accepts either' }),
  OTEL_EXPORTER_OTLP_HEADERS: pairs
    .optional()
    .meta({ description: 'Headers that the receiver requires, such as an API key, as `name=value,name=value`' }),
  OTEL_SERVICE_NAME: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .meta({ description: 'Name of the service in traces; its own name by default' }),
  OTEL_RESOURCE_ATTRIBUTES: pairs.optional().meta({
    description: 'Attributes of every span’s origin, such as `deployment.environment.name=prod,service.version=1.2.3`',
  }),
  OTEL_TRACES_SAMPLER: z.enum(samplers).default('parentbased_always_on').meta({
    description:
      'Which traces are sent: `parentbased_...` follows the decision of the trace’s origin, and decides for traces that begin here',
  }),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .meta({ description: 'The fraction of traces that `traceidratio` and `parentbased_traceidratio` send, from 0 to 1' }),
  OTEL_BSP_SCHEDULE_DELAY: milliseconds
    .max(60_000)
    .default(5_000)
    .meta({ description: 'How long spans are collected before they are sent together, in milliseconds' }),
  TRACES_SLOW_MILLISECONDS: milliseconds.max(3_600_000).default(2_000).meta({
    description: 'A request or message that takes longer, or fails, is sent as a single span even if its trace is not sampled',
  }),
  OTEL_SDK_DISABLED: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: '`true` sends nothing, whatever else is set' }),
};

export type TracingSettings = z.infer<z.ZodObject<typeof tracingSettings>>;

/** Where traces go; undefined without an endpoint. */
export function tracesUrl(settings: TracingSettings): string | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: whole, OTEL_SDK_DISABLED } = settings;
  if (OTEL_SDK_DISABLED === 'true') return undefined;
  return whole ?? (base && `${base.replace(/\/$/, '')}/v1/traces`);
}

/** Where metrics go; nowhere unless they are asked for and an endpoint is set. */
export function metricsUrl(settings: TracingSettings): string | undefined {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: whole, OTEL_SDK_DISABLED } = settings;
  if (OTEL_SDK_DISABLED === 'true' || settings.OTEL_METRICS_EXPORTER === 'none') return undefined;
  return whole ?? (base && `${base.replace(/\/$/, '')}/v1/metrics`);
}

export type SdkOptions = {
  service: string;
  url: string;
  settings: TracingSettings;
  /** Called when spans or metrics could not be sent; they are lost. */
  onLost: (error: unknown) => void;
};
