import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { loadConfig } from '#shared/config/load-config.ts';
import { currentMetering } from '#shared/tracing/metering.ts';
import { metricsUrl, tracesUrl, tracingSettings } from '#shared/tracing/settings.ts';
import { startTelemetry } from '#shared/tracing/start.ts';
import { currentTracing } from '#shared/tracing/tracing.ts';
import { silentLog } from '../../../support/silent-log.ts';

const read = (env: Record<string, string>) => loadConfig(z.object(tracingSettings), env);

describe('the destination of traces', () => {
  it.each([
    [{}, undefined],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }, 'http://127.0.0.1:4318/v1/traces'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.test/otlp/' }, 'https://otel.test/otlp/v1/traces'],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:9/x' }, 'http://127.0.0.1:9/x'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'true' }, undefined],
  ])('follows the standard variables: %j', (env, url) => {
    expect(tracesUrl(read(env as Record<string, string>))).toBe(url);
  });

  it('is undefined without them, and then nothing is loaded', async () => {
    expect(await startTelemetry('orders', read({}), silentLog().log)).toEqual([]);
    expect([currentTracing(), currentMetering()]).toEqual([undefined, undefined]);
  });

  it.each([
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }, undefined],
    [{ OTEL_METRICS_EXPORTER: 'otlp' }, undefined],
    [
      { OTEL_METRICS_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.test/otlp/' },
      'https://otel.test/otlp/v1/metrics',
    ],
    [{ OTEL_METRICS_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://127.0.0.1:9/x' }, 'http://127.0.0.1:9/x'],
    [{ OTEL_METRICS_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x.test', OTEL_SDK_DISABLED: 'true' }, undefined],
  ])('has metrics only if they are asked for by name: %j', (env, url) => {
    expect(metricsUrl(read(env as Record<string, string>))).toBe(url);
  });

  it.each([
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'grpc://localhost:4317' },
    { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    { OTEL_EXPORTER_OTLP_HEADERS: 'no pairs' },
    { OTEL_TRACES_SAMPLER: 'sometimes' },
    { OTEL_TRACES_SAMPLER_ARG: '10 %' },
    { OTEL_TRACES_SAMPLER_ARG: '1.5' },
    { OTEL_RESOURCE_ATTRIBUTES: 'prod' },
    { OTEL_BSP_SCHEDULE_DELAY: '0' },
    { OTEL_SDK_DISABLED: 'yes' },
    { OTEL_METRICS_EXPORTER: 'prometheus' },
    { OTEL_METRIC_EXPORT_INTERVAL: '0' },
  ])('is refused when it is invalid: %j', (env) => {
    const [name = ''] = Object.keys(env);
    expect(() => read(env as Record<string, string>)).toThrow(`  - ${name}: `);
  });
});
