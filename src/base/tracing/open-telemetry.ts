import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  DiagLogLevel,
  diag,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, ConsoleSpanExporter, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Log } from '../log.ts';
import { parseTraceparent, traceparentOf } from './traceparent.ts';
import type { Span, SpanStart, Tracing } from './tracing.ts';

/** How spans leave the process. */
export interface TracesExporter {
  exporter: 'otlp' | 'console';
  protocol: 'http/protobuf' | 'http/json';
}

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

/**
 * Tracing by the official SDK, which reads the rest of its settings (endpoint, headers, sampler, service name) from the
 * environment. Nothing of it is made global: other users of OpenTelemetry in the process are left alone.
 */
export async function createOpenTelemetry(
  options: TracesExporter & { log: Log; version: string },
): Promise<Tracing> {
  const { log, version } = options;
  diag.setLogger(
    {
      error: (message) => log.warn({ reason: message }, 'traces could not be sent'),
      warn: (message) => log.warn({ reason: message }, 'OpenTelemetry has something to say'),
      info() {},
      debug() {},
      verbose() {},
    },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'bellwire', 'service.version': version }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(await createExporter(options))],
  });
  const tracer = provider.getTracer('bellwire', version);
  const active = new AsyncLocalStorage<Context>();

  function start({ name, kind, parent, facts = {} }: SpanStart): Span {
    const context = parent === undefined ? (active.getStore() ?? ROOT_CONTEXT) : contextOf(parent);
    const span = tracer.startSpan(name, { kind: kinds[kind], attributes: { ...facts } }, context);
    const inside = trace.setSpan(context, span);
    return {
      traceparent: traceparentOf(span.spanContext()),
      within: (work) => active.run(inside, work),
      note: (more) => void span.setAttributes({ ...more }),
      end(failure = null) {
        if (failure !== null) {
          span.setAttribute('error.type', failure);
          span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
        }
        span.end();
      },
    };
  }

  return {
    on: true,
    start,
    current() {
      const context = active.getStore();
      const span = context === undefined ? undefined : trace.getSpan(context);
      return span === undefined ? undefined : traceparentOf(span.spanContext());
    },
    stop: () => provider.shutdown().catch(() => {}),
  };
}

function contextOf(parent: string | null): Context {
  const spanContext = parent === null ? null : parseTraceparent(parent);
  return spanContext === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, spanContext);
}

async function createExporter({ exporter, protocol }: TracesExporter) {
  if (exporter === 'console') return new ConsoleSpanExporter();
  const { OTLPTraceExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter();
}
