import { z } from 'zod';
import { loadConfig } from '#shared/config/load-config.ts';
import { tracesUrl, tracingSettings } from '#shared/tracing/settings.ts';
import type { Tracing } from '#shared/tracing/tracing.ts';
import { startTraceCollector, type TraceCollector } from './resources/trace-collector.ts';

/** Our collector reads JSON, and someone watching should not wait the usual five seconds for spans. */
const ours = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', OTEL_BSP_SCHEDULE_DELAY: '500' };

export type StackTracing = {
  /** The variables that tell services where traces go. */
  env: Record<string, string>;
  collector: TraceCollector | undefined;
  gateway: Tracing | undefined;
  stop(): Promise<void>;
};

/**
 * Decides where a stack's traces go: to our own collector if traces are wanted, otherwise to where
 * OpenTelemetry's variables say, or nowhere.
 */
export async function startStackTracing({ traces = false }: { traces?: boolean | undefined }): Promise<StackTracing> {
  const collector = traces ? await startTraceCollector() : undefined;
  const own = collector ? { ...ours, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } : {};
  const env = { ...standardVariables(), ...own };
  const gateway = await openGatewayTracing(env);
  const stop = async () => {
    await gateway?.stop();
    await collector?.stop();
  };
  return { env, collector, gateway, stop };
}

async function openGatewayTracing(env: Record<string, string>): Promise<Tracing | undefined> {
  const settings = loadConfig(z.object(tracingSettings), env);
  const url = tracesUrl(settings);
  if (!url) return undefined;
  const { openTracing } = await import('#shared/tracing/sdk.ts');
  // The collector may be down now or later; that is none of our concern.
  return openTracing({ service: 'gateway', url, settings, onLost: () => undefined });
}

function standardVariables(): Record<string, string> {
  const isOurs = (name: string) => name.startsWith('OTEL_') && name !== 'OTEL_SERVICE_NAME';
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value && isOurs(name) ? [[name, value]] : [])),
  );
}
