import { BellwireError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { TracesExporter } from './open-telemetry.ts';
import { noTracing, type Tracing } from './tracing.ts';

/**
 * What the environment variables of OpenTelemetry ask for; null where they ask for nothing. Throws `invalid` for what is
 * not supported. Endpoint, headers, sampler and the like are read by the SDK itself.
 */
export function exporterFrom(environment: NodeJS.ProcessEnv): TracesExporter | null {
  const value = (name: string) => environment[name]?.trim() ?? '';
  const exporter = value('OTEL_TRACES_EXPORTER');
  const endpoint = value('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') || value('OTEL_EXPORTER_OTLP_ENDPOINT');
  if (value('OTEL_SDK_DISABLED').toLowerCase() === 'true' || exporter === 'none') return null;
  if (exporter === '' && endpoint === '') return null;
  if (exporter !== '' && exporter !== 'otlp' && exporter !== 'console') {
    throw notSupported('OTEL_TRACES_EXPORTER', 'otlp, console or none', exporter);
  }
  const protocol =
    value('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') || value('OTEL_EXPORTER_OTLP_PROTOCOL') || 'http/protobuf';
  if (protocol !== 'http/protobuf' && protocol !== 'http/json') {
    throw notSupported('OTEL_EXPORTER_OTLP_PROTOCOL', 'http/protobuf or http/json', protocol);
  }
  return { exporter: exporter === 'console' ? 'console' : 'otlp', protocol };
}

function notSupported(variable: string, known: string, value: string): BellwireError {
  return new BellwireError('invalid', `${variable} must be ${known}, not "${value}".`);
}

/** Tracing as the environment asks for. Where it asks for none, not a line of OpenTelemetry is loaded. */
export async function startTracing(
  environment: NodeJS.ProcessEnv,
  facts: { log: Log; version: string },
): Promise<Tracing> {
  const wanted = exporterFrom(environment);
  if (wanted === null) return noTracing;
  const { createOpenTelemetry } = await import('./open-telemetry.ts');
  return createOpenTelemetry({ ...wanted, ...facts });
}
