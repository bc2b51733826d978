import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../src/base/json.ts';
import { type Stage, setUp, textOf } from '../../src/cli/demo/set-up.ts';
import { readConfig } from '../../src/config.ts';
import { type Bellwire, startBellwire } from '../../src/main.ts';
import { testDatabase } from '../harness/database.ts';
import { recordingLog } from '../harness/recording-log.ts';

const within = { timeout: 20_000, interval: 50 };
const { connectionString } = await testDatabase();
/** Webhook name → event ids it was sent, in their order. The name is the first part of the path. */
const calls = new Map<string, string[]>();
let status = 200;
const receiver = createServer((req, res) => {
  const name = (req.url ?? '').split('/')[1] ?? '';
  calls.set(name, [...(calls.get(name) ?? []), String(req.headers['webhook-id'])]);
  req.resume();
  req.on('end', () => res.writeHead(status, { 'content-type': 'application/json' }).end('{}'));
});
let root: string;
let bellwire: Bellwire;
let stage: Stage;

beforeAll(async () => {
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  root = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const config = readConfig({
    DATABASE_URL: connectionString,
    BELLWIRE_PORT: '0',
    BELLWIRE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    BELLWIRE_ALLOW_ADDRESSES: '127.0.0.1',
  });
  bellwire = await startBellwire({ config, log: recordingLog() });
  const adminToken = bellwire.firstToken ?? '';
  stage = await setUp({ url: bellwire.url, adminToken, receiverRoot: `${root}/first` });
});
afterAll(async () => {
  await bellwire.close();
  receiver.closeAllConnections();
  receiver.close();
});

it('an outage is recovered, and a new receiver is told what it missed', async () => {
  const { native, rest } = stage;
  const since = new Date().toISOString();
  const webhooks = (await native('GET', '/organizations/demo/webhooks')).items as JsonObject[];
  const first = textOf(webhooks[0]!, 'id');
  // No retries: what fails has failed for good.
  await native('PATCH', `/organizations/demo/webhooks/${first}`, { policy: { retryDelaysMs: [] } });

  status = 500;
  for (const name of ['ana', 'bob', 'cem']) {
    await rest('POST', '/members', { username: name, email: `${name}@example.com`, displayName: name });
  }
  await vi.waitFor(async () => expect(await failed(first)).toHaveLength(3), within);
  const events = (await failed(first)).map((delivery) => textOf(delivery, 'eventId')).reverse();

  // The receiver is well again.
  status = 200;
  calls.clear();
  const recovery: JsonObject = { kind: 'recover', input: { webhookId: first, since } };
  expect(await native('POST', '/organizations/demo/jobs/count', recovery)).toEqual({
    count: 3,
    capped: false,
    beingSent: 0,
  });
  expect(await ended(await native('POST', '/organizations/demo/jobs', recovery))).toMatchObject({
    state: 'done',
    total: 3,
    queued: 3,
  });
  await vi.waitFor(() => expect(new Set(calls.get('first'))).toEqual(new Set(events)), within);
  await vi.waitFor(async () => expect(await failed(first)).toEqual([]), within);

  // A receiver that was not there.
  const second = textOf(
    await native('POST', '/organizations/demo/webhooks', {
      name: 'Second',
      url: `${root}/second`,
      format: 'mashery',
    }),
    'id',
  );
  const replay: JsonObject = { kind: 'replay', input: { webhookId: second, from: since } };
  await ended(await native('POST', '/organizations/demo/jobs', replay));
  await vi.waitFor(() => expect(calls.get('second')?.toSorted()).toEqual(events.toSorted()), within);

  // A second time there is nothing missed; proved by what happens after it.
  expect(await ended(await native('POST', '/organizations/demo/jobs', replay))).toMatchObject({
    state: 'done',
    queued: 0,
  });
  await rest('POST', '/members', { username: 'dora', email: 'dora@example.com', displayName: 'dora' });
  await vi.waitFor(() => expect(calls.get('second')).toHaveLength(4), within);
});

async function failed(webhookId: string): Promise<JsonObject[]> {
  const path = `/organizations/demo/deliveries?webhookId=${webhookId}&state=failed`;
  return (await stage.native('GET', path)).items as JsonObject[];
}

async function ended(job: JsonObject): Promise<JsonObject> {
  const path = `/organizations/demo/jobs/${textOf(job, 'id')}`;
  return vi.waitFor(async () => {
    const now = await stage.native('GET', path);
    expect(now.finishedAt).not.toBeNull();
    return now;
  }, within);
}
