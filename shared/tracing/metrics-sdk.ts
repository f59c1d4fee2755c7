import type { Meter } from '@opentelemetry/api';
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

/** Seconds, as OpenTelemetry's conventions for HTTP say. */
const requestDurations = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Counts with OpenTelemetry's SDK, and sends the sums over OTLP/HTTP. */
export function openMetering({ service, url, settings, onLost }: SdkOptions): Metering {
  setGlobalErrorHandler(onLost);
  const { OTEL_METRIC_EXPORT_INTERVAL: exportIntervalMillis, OTEL_EXPORTER_OTLP_PROTOCOL: protocol } = settings;
  const exporter = protocol === 'http/json' ? new JsonExporter({ url }) : new ProtobufExporter({ url });
  const exportTimeoutMillis = Math.min(exportIntervalMillis, exportSecondsMax * 1000);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis, exportTimeoutMillis });
  const provider = new MeterProvider({ resource: resourceOf(service), readers: [reader] });
  const meter = provider.getMeter('cloudservices');
  return {
    handling: handlingWith(meter),
    answering: answeringWith(meter),
    ...ordersWith(meter),
    async stop() {
      await withTimeout(stopSecondsMax, provider.shutdown()).catch(onLost);
    },
  };
}

function handlingWith(meter: Meter): Metering['handling'] {
  const handled = meter.createCounter('cloudservices.messages.handled', { unit: '{message}' });
  const inFlight = meter.createUpDownCounter('cloudservices.messages.in_flight', { unit: '{message}' });
  const advice = { explicitBucketBoundaries: durations };
  const duration = meter.createHistogram('messaging.process.duration', { unit: 's', advice });
  return (queue) => {
    const where = { 'messaging.system': 'aws_sqs', 'messaging.destination.name': queue };
    const startedAt = performance.now();
    inFlight.add(1, where);
    return ({ type, outcome }) => {
      const attributes = { ...where, 'cloudevents.event_type': type, 'cloudservices.outcome': outcome };
      inFlight.add(-1, where);
      handled.add(1, attributes);
      duration.record((performance.now() - startedAt) / 1000, attributes);
    };
  };
}

function answeringWith(meter: Meter): Metering['answering'] {
  const advice = { explicitBucketBoundaries: requestDurations };
  const duration = meter.createHistogram('http.server.request.duration', { unit: 's', advice });
  return () => {
    const startedAt = performance.now();
    return ({ method, route, status }) =>
      duration.record((performance.now() - startedAt) / 1000, {
        'http.request.method': method,
        'url.scheme': 'http',
        ...(route === undefined ? {} : { 'http.route': route }),
        'http.response.status_code': status,
        ...(status < 500 ? {} : { 'error.type': String(status) }),
      });
  };
}

function ordersWith(meter: Meter): Pick<Metering, 'orderDecided' | 'ordersOverdue'> {
  const decided = meter.createCounter('cloudservices.orders.decided', { unit: '{order}' });
  const overdue = meter.createGauge('cloudservices.orders.overdue', { unit: '{order}' });
  return {
    orderDecided: (outcome) => decided.add(1, { 'cloudservices.outcome': outcome }),
    ordersOverdue: (count) => overdue.record(count),
  };
}
