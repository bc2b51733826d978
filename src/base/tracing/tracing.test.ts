import { describe, expect, it } from 'vitest';
import { silentLog } from '../log.ts';
import { exporterFrom, startTracing } from './start-tracing.ts';
import { parseTraceparent, traceparentOf } from './traceparent.ts';
import { noTracing, traced } from './tracing.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

describe('a traceparent', () => {
  it.each([
    [`00-${traceId}-${spanId}-01`, 1],
    [`00-${traceId}-${spanId}-00`, 0],
    [`00-${traceId}-${spanId}-03`, 1],
    [`cc-${traceId}-${spanId}-01-what-comes-later`, 1],
  ])('%s is one', (text, traceFlags) => {
    expect(parseTraceparent(text)).toEqual({ traceId, spanId, traceFlags, isRemote: true });
  });

  it.each([
    '',
    'nonsense',
    `00-${traceId}-${spanId}`,
    `00-${traceId}-${spanId}-01-more`,
    `ff-${traceId}-${spanId}-01`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
  ])('%j is none', (text) => {
    expect(parseTraceparent(text)).toBeNull();
  });

  it('is written as it is read', () => {
    const text = `00-${traceId}-${spanId}-01`;
    expect(traceparentOf(parseTraceparent(text)!)).toBe(text);
  });
});

describe('tracing', () => {
  it.each<[NodeJS.ProcessEnv, ReturnType<typeof exporterFrom>]>([
    [{}, null],
    [{ OTEL_SERVICE_NAME: 'a' }, null],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a' }, { exporter: 'otlp', protocol: 'http/protobuf' }],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://a' }, { exporter: 'otlp', protocol: 'http/protobuf' }],
    [
      { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' },
      { exporter: 'otlp', protocol: 'http/json' },
    ],
    [{ OTEL_TRACES_EXPORTER: 'console' }, { exporter: 'console', protocol: 'http/protobuf' }],
    [{ OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a' }, null],
    [{ OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a' }, null],
  ])('with %j is %j', (environment, wanted) => {
    expect(exporterFrom(environment)).toEqual(wanted);
  });

  it.each([
    { OTEL_TRACES_EXPORTER: 'zipkin' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
  ])('with %j is refused', (environment) => {
    expect(() => exporterFrom(environment)).toThrow('must be');
  });

  it('is nothing where nobody asks for it', async () => {
    expect(await startTracing({}, { log: silentLog, version: '0' })).toBe(noTracing);
    expect(await traced(noTracing, { name: 'a', kind: 'internal' }, async () => 7)).toBe(7);
    expect(noTracing.current()).toBeUndefined();
  });
});
