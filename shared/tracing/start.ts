import type { Part } from '#shared/http/run-service.ts';
import type { Log } from '#shared/logging/logger.ts';
import { meterWith } from './metering.ts';
import { metricsUrl, type TracingSettings, tracesUrl } from './settings.ts';
import { traceWith } from './tracing.ts';

/**
 * Starts tracing and metering a service if its settings name an endpoint; only then is the SDK loaded. Call it before creating
 * store and queue clients. Returns the parts of the service that stop last and flush what is left.
 */
export async function startTelemetry(name: string, settings: TracingSettings, log: Log): Promise<Part[]> {
  const [traces, metrics] = [tracesUrl(settings), metricsUrl(settings)];
  if (!traces && !metrics) return [];
  const { openMetering, openTracing } = await import('./sdk.ts');
  const onLost = (error: unknown) => log.warn({ err: error }, 'could not send spans or metrics');
  const options = { service: settings.OTEL_SERVICE_NAME ?? name, settings, onLost };
  const parts: Part[] = [];
  if (traces) {
    const tracing = openTracing({ ...options, url: traces });
    traceWith(tracing);
    parts.push({ stop: tracing.stop });
  }
  if (metrics) {
    const metering = openMetering({ ...options, url: metrics });
    meterWith(metering);
    parts.push({ stop: metering.stop });
  }
  return parts;
}
