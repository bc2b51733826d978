import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startTracing } from '../../src/base/tracing/start-tracing.ts';
import { readConfig } from '../../src/config.ts';
import { startBellwire } from '../../src/main.ts';
import { readCloudEvent } from '../harness/cloud-events.ts';
import { type CollectedSpan, startCollector } from '../harness/collector.ts';
import { testDatabase } from '../harness/database.ts';
import { eventually, invoice } from '../harness/engine.ts';
import { createNativeClient } from '../harness/native-client.ts';
import { type Receiver, startReceiver } from '../harness/receiver.ts';
import { recordingLog } from '../harness/recording-log.ts';

const { database, connectionString } = await testDatabase();
const collector = await startCollector();
afterAll(() => collector.close());

// The SDK reads these by itself, as it does in production.
vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url);
vi.stubEnv('OTEL_EXPORTER_OTLP_PROTOCOL', 'http/json');
vi.stubEnv('OTEL_BSP_SCHEDULE_DELAY', '50');
afterAll(() => void vi.unstubAllEnvs());
const log = recordingLog();
const start = async () => {
  const config = readConfig({
    DATABASE_URL: connectionString,
    BELLWIRE_PORT: '0',
    BELLWIRE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    BELLWIRE_ALLOW_ADDRESSES: '127.0.0.1',
  });
  const tracing = await startTracing(process.env, { log, version: '0.0.0' });
  return startBellwire({ config, log, tracing });
};
let bellwire = await start();
const token = bellwire.firstToken!;
afterAll(() => bellwire.close());
let organizations = 0;

async function organization() {
  organizations += 1;
  const key = `org${organizations}`;
  const native = await createNativeClient(bellwire.url, token);
  const { id } = await native.done('POST', '/organizations', { key, name: key, dialect: 'mashery' });
  return { id, key, native: native.at(`/organizations/${key}`) };
}
async function receiverOf({ native }: Awaited<ReturnType<typeof organization>>, change: object = {}) {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  await native.done('POST', '/webhooks', { name: 'a', url: receiver.root, format: 'standard', ...change });
  return receiver;
}
const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

async function publish(key: string, event: object): Promise<string> {
  const answer = await fetch(`${bellwire.url}/api/v1/organizations/${key}/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      traceparent: `00-${traceId}-${spanId}-01`,
    },
    body: JSON.stringify(event),
  });
  const { eventIds } = (await answer.json()) as { eventIds: string[] };
  return eventIds[0]!;
}

const attemptsOf = (eventId: string) =>
  collector.spans.filter(({ attributes }) => attributes['bellwire.event.id'] === eventId);
const bySpanId = (id: string) => collector.spans.find((span) => span.spanId === id) as CollectedSpan;
const sentWith = (receiver: Receiver) => receiver.calls.map(({ headers }) => headers.traceparent);

describe('a trace', () => {
  it('leads from the request over the commit to the receiver', async () => {
    const own = await organization();
    const receiver = await receiverOf(own);
    const eventId = await publish(own.key, invoice('a'));
    await receiver.waitForCount(1);
    await eventually(() => expect(attemptsOf(eventId)).toHaveLength(1));
    const [attempt] = attemptsOf(eventId);
    expect(sentWith(receiver)).toEqual([`00-${traceId}-${attempt!.spanId}-01`]);
    expect(attempt).toMatchObject({
      name: 'attempt invoice.paid',
      kind: 3,
      traceId,
      attributes: { 'bellwire.attempt': 1, 'http.request.method': 'POST', 'http.response.status_code': 200 },
    });
    await eventually(() =>
      expect(bySpanId(attempt!.parentSpanId)).toMatchObject({ name: 'publish events', traceId }),
    );
    const commit = bySpanId(attempt!.parentSpanId);
    expect(bySpanId(commit.parentSpanId)).toMatchObject({
      name: 'POST /api/v1/organizations/:org/events',
      kind: 2,
      traceId,
      parentSpanId: spanId,
      attributes: { 'http.response.status_code': 202 },
    });
    expect([...collector.services]).toEqual(['bellwire']);
    // What is logged is what was sent.
    const logged = await eventually(async () => {
      const [first] = await own.native.list('/attempts');
      return own.native.done('GET', `/attempts/${first.id}`);
    });
    expect(logged.request.headers.traceparent).toBe(sentWith(receiver)[0]);
  });

  it('goes on with a retry after Bellwire was started again', async () => {
    const own = await organization();
    const policy = { retryDelaysMs: [3000], jitter: 0 };
    const receiver = await receiverOf(own, { policy });
    receiver.answer((_call, index) => ({ status: index === 0 ? 503 : 200 }));
    const eventId = await publish(own.key, invoice('a'));
    await receiver.waitForCount(1);
    await bellwire.close();
    bellwire = await start();
    await receiver.waitForCount(2);
    await eventually(() => expect(attemptsOf(eventId)).toHaveLength(2));
    const [first, second] = attemptsOf(eventId);
    expect(first!.attributes['error.type']).toBe('answer-server-error');
    expect([second!.traceId, second!.parentSpanId]).toEqual([traceId, first!.parentSpanId]);
  });

  it.each(['structured', 'binary'])('is named by a CloudEvent in %s mode as it began', async (mode) => {
    const own = await organization();
    const policy = { retryDelaysMs: [3000], jitter: 0 };
    const receiver = await receiverOf(own, { policy, format: 'cloudevents', settings: { mode } });
    receiver.answer((_call, index) => ({ status: index === 0 ? 503 : 200 }));
    const eventId = await publish(own.key, invoice('a'));
    await receiver.waitForCount(1);
    await bellwire.close();
    bellwire = await start();
    const calls = await receiver.waitForCount(2);
    await eventually(() => expect(attemptsOf(eventId)).toHaveLength(2));
    const [first, second] = attemptsOf(eventId);
    // The span that saved it, however often it is sent; the header beside it names the attempt.
    const began = `00-${traceId}-${first!.parentSpanId}-01`;
    expect(calls.map((call) => readCloudEvent(call).attributes.traceparent)).toEqual([began, began]);
    expect(sentWith(receiver)).toEqual([first, second].map((span) => `00-${traceId}-${span!.spanId}-01`));
  });

  it('begins with the attempt where nobody began one, and with what is no traceparent', async () => {
    const own = await organization();
    const receiver = await receiverOf(own);
    await database.query({
      text: `select bellwire.record_event($1, 'invoice.paid', 'invoice', 'a', '{}')`,
      values: [own.key],
    });
    await receiver.waitForCount(1);
    expect(sentWith(receiver)[0]).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(sentWith(receiver)[0]).not.toContain(traceId);
    const answer = await fetch(`${bellwire.url}/api/v1/me`, {
      headers: { authorization: `Bearer ${token}`, traceparent: 'nonsense' },
    });
    expect(answer.status).toBe(200);
    await eventually(() => {
      expect(collector.spans.find(({ name }) => name === 'GET /api/v1/me')).toMatchObject({
        parentSpanId: '',
      });
    });
  });

  it('is sent without a word in the log', () => {
    expect(log.lines.filter(({ level }) => level === 'error' || level === 'warn')).toEqual([]);
  });
});

describe('a webhook', () => {
  it('cannot choose the headers of a trace', async () => {
    const { native } = await organization();
    const input = {
      name: 'a',
      url: 'http://127.0.0.1:8081/',
      headers: { TraceParent: 'x', tracestate: 'y' },
    };
    const answer = await native.ask('POST', '/webhooks', input);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/headers/TraceParent',
      '/headers/tracestate',
    ]);
  });
});
