import { setGlobalErrorHandler } from '@opentelemetry/core';
import { OTLPMetricExporter as JsonExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { withTimeout } from '#shared/timing/with-timeout.ts';
import type { Metering } from './metering.ts';
import { resourceOf } from './resource.ts';
import type { SdkOptions } from './settings.ts';

const stopSecondsMax = 3;
const exportSecondsMax = 10;

/** Seconds: from one DynamoDB call to the longest that a message may take. */
const durations = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Counts with OpenTelemetry's SDK, and sends the sums over OTLP/HTTP. */
export function openMetering({ service, url, settings, onLost }: SdkOptions): Metering {
  setGlobalErrorHandler(onLost);
  const { OTEL_METRIC_EXPORT_INTERVAL: exportIntervalMillis, OTEL_EXPORTER_OTLP_PROTOCOL: protocol } = settings;
  const exporter = protocol === 'http/json' ? new JsonExporter({ url }) : new ProtobufExporter({ url });
  const exportTimeoutMillis = Math.min(exportIntervalMillis, exportSecondsMax * 1000);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis, exportTimeoutMillis });
  const provider = new MeterProvider({ resource: resourceOf(service), readers: [reader] });
  const meter = provider.getMeter('cloudservices');
  const handled = meter.createCounter('cloudservices.messages.handled', { unit: '{message}' });
  const inFlight = meter.createUpDownCounter('cloudservices.messages.in_flight', { unit: '{message}' });
  const advice = { explicitBucketBoundaries: durations };
  const duration = meter.createHistogram('messaging.process.duration', { unit: 's', advice });
  const decided = meter.createCounter('cloudservices.orders.decided', { unit: '{order}' });

  function handling(queue: string): ReturnType<Metering['handling']> {
    const where = { 'messaging.system': 'aws_sqs', 'messaging.destination.name': queue };
    const startedAt = performance.now();
    inFlight.add(1, where);
    return ({ type, outcome }) => {
      const attributes = { ...where, 'cloudevents.event_type': type, 'cloudservices.outcome': outcome };
      inFlight.add(-1, where);
      handled.add(1, attributes);
      duration.record((performance.now() - startedAt) / 1000, attributes);
    };
  }

  return {
    handling,
    orderDecided: (outcome) => decided.add(1, { 'cloudservices.outcome': outcome }),
    async stop() {
      await withTimeout(stopSecondsMax, provider.shutdown()).catch(onLost);
    },
  };
}
