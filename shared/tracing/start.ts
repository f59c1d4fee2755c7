import type { Part } from '#shared/http/run-service.ts';
import type { Log } from '#shared/logging/logger.ts';
import { type TracingSettings, tracesUrl } from './settings.ts';
import { traceWith } from './tracing.ts';

/**
 * Starts tracing a service if its settings name an endpoint; only then is the SDK loaded. Call it before creating store and
 * queue clients. Returns the parts of the service that stop last and flush what is left.
 */
export async function startTracing(service: string, settings: TracingSettings, log: Log): Promise<Part[]> {
  const url = tracesUrl(settings);
  if (!url) return [];
  const { openTracing } = await import('./sdk.ts');
  const onLost = (error: unknown) => log.warn({ err: error }, 'spans not sent');
  const tracing = openTracing({ service: settings.OTEL_SERVICE_NAME ?? service, url, settings, onLost });
  traceWith(tracing);
  return [{ stop: tracing.stop }];
}
