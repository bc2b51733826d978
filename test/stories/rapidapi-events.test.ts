import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTestBellwire, type TestBellwire } from '../harness/bellwire.ts';
import { addUrl, configure, createHub, type Hub, hubCallFrom, makeUser } from '../harness/rapidapi.ts';
import { type ReceivedCall, type Receiver, startReceiver } from '../harness/receiver.ts';

let bellwire: TestBellwire;
const receivers: Receiver[] = [];
const within = { timeout: 20_000, interval: 50 };

beforeAll(async () => {
  bellwire = await startTestBellwire();
});
afterAll(() => Promise.all(receivers.map((receiver) => receiver.close())));

async function receiverOf(hub: Hub): Promise<Receiver & { id: string }> {
  const receiver = await startReceiver();
  receivers.push(receiver);
  const { id } = await addUrl(hub, `${receiver.root}/hook`);
  return { ...receiver, id };
}

const typesOf = (receiver: Receiver) => receiver.calls.map((call) => hubCallFrom(call).type).sort();
const userCreated = ['APP.CREATED', 'APPKEY.CREATED', 'USER.CREATED'];

describe('a hub with callback URLs', () => {
  it('posts each event to each URL: type, rows, the secret, and a signature', async () => {
    const hub = await createHub(bellwire, 'wire');
    const { secret } = await configure(hub, { isActive: true });
    const [one, other] = [await receiverOf(hub), await receiverOf(hub)];
    const userId = await makeUser(hub, 'ada');
    for (const receiver of [one, other]) {
      const calls = await receiver.waitForCount(3);
      expect(typesOf(receiver)).toEqual(userCreated);
      for (const call of calls) {
        expect(call).toMatchObject({ method: 'POST', url: '/hook' });
        expect(call.headers).toMatchObject({
          'content-type': 'application/json',
          'x-rapidapi-webhook-secret': secret,
        });
        const body = new Webhook(secret).verify(call.body, call.headers) as object;
        expect(Object.keys(body)).toEqual(['type', 'data']);
      }
    }
    const told = one.calls.map(hubCallFrom).find(({ type }) => type === 'USER.CREATED');
    expect(told?.data).toEqual([
      expect.objectContaining({
        id: userId,
        username: 'ada',
        email: 'ada@example.com',
        status: 'ACTIVE',
        deletedAt: null,
      }),
    ]);
    const keys = one.calls.map(hubCallFrom).find(({ type }) => type === 'APPKEY.CREATED');
    expect(Object.keys(keys?.data[0])).not.toContain('key');
    const ids = (receiver: Receiver) => receiver.calls.map((call) => hubCallFrom(call).eventId).sort();
    expect(ids(one)).toEqual(ids(other));
  });

  it('goes on at full rate when one of five is dead, and says so in its log', async () => {
    const hub = await createHub(bellwire, 'five');
    await configure(hub, { isActive: true });
    const five = [];
    for (let count = 0; count < 5; count += 1) five.push(await receiverOf(hub));
    const [dead, ...alive] = five as [(typeof five)[number], ...typeof five];
    await dead.close();
    const names = Array.from({ length: 10 }, (_, n) => `user${n}`);
    await Promise.all(names.map((name) => makeUser(hub, name)));
    for (const receiver of alive) expect(await receiver.waitForCount(30)).toHaveLength(30);
    await vi.waitFor(async () => {
      const owed = await hub.native.list(`/deliveries?webhookId=${dead.id}`);
      expect(owed).toHaveLength(30);
      expect(owed.some(({ lastReason }) => lastReason === 'connect-refused')).toBe(true);
      expect(owed.every(({ state }) => state !== 'delivered')).toBe(true);
    }, within);
    const failed = await hub.native.list(`/attempts?webhookId=${dead.id}`);
    expect(failed[0]).toMatchObject({ status: null, reason: 'connect-refused' });
  });

  it('calls event types as the hub does', async () => {
    const hub = await createHub(bellwire, 'names');
    await configure(hub, { isActive: true });
    const before = await receiverOf(hub);
    await hub.done('mutation { renameEventType(id: "USER.CREATED", name: "user_created") { name } }');
    const after = await receiverOf(hub);
    await makeUser(hub, 'ada');
    for (const receiver of [before, after]) {
      await receiver.waitForCount(3);
      expect(typesOf(receiver)).toEqual(['APP.CREATED', 'APPKEY.CREATED', 'user_created']);
    }
  });
});

describe('a receiver that checks the secret', () => {
  it('is told of what it refused when the secret fits and the deliveries are sent again', async () => {
    const hub = await createHub(bellwire, 'secrets');
    const { secret } = await configure(hub, { isActive: true });
    const receiver = await receiverOf(hub);
    let expected = 'another secret';
    receiver.answer(({ headers }) => ({
      status: headers['x-rapidapi-webhook-secret'] === expected ? 200 : 401,
    }));
    await makeUser(hub, 'ada');
    await vi.waitFor(async () => {
      const failed = await hub.native.list('/deliveries?state=failed');
      expect(failed.map(({ lastReason }) => lastReason)).toEqual(Array(3).fill('answer-client-error'));
    }, within);
    expected = secret;
    for (const { id } of await hub.native.list('/deliveries?state=failed')) {
      await hub.native.done('POST', `/deliveries/${id}/resend`);
    }
    await vi.waitFor(async () => {
      expect(await hub.native.list('/deliveries?state=delivered')).toHaveLength(3);
    }, within);
    const logged = JSON.stringify(
      await Promise.all(
        (await hub.native.list('/attempts')).map(({ id }) => hub.native.done('GET', `/attempts/${id}`)),
      ),
    );
    expect(logged).toContain('"x-rapidapi-webhook-secret":"[hidden]"');
    expect(logged).not.toContain(secret);
  });

  it('gets a new secret at once, and nothing of the old one', async () => {
    const hub = await createHub(bellwire, 'anew');
    const { secret: old } = await configure(hub, { isActive: true });
    const receiver = await receiverOf(hub);
    await makeUser(hub, 'ada');
    await receiver.waitForCount(3);
    const { secret } = await configure(hub, { shouldGenerateSecret: true });
    await makeUser(hub, 'grace');
    const calls = (await receiver.waitForCount(6)).slice(3);
    for (const call of calls) {
      expect(hubCallFrom(call).secret).toBe(secret);
      expect(new Webhook(secret).verify(call.body, call.headers)).toBeDefined();
      expect(() => new Webhook(old).verify(call.body, call.headers)).toThrow();
    }
    expect(receiver.calls).toHaveLength(6);
  });

  it('can check the signature with either secret while they overlap; there is one call, with the new one', async () => {
    const hub = await createHub(bellwire, 'overlap');
    const { secret: old } = await configure(hub, { isActive: true });
    const receiver = await receiverOf(hub);
    const { secret } = await configure(hub, { secret: 'a secret of our own', secretOverlapSeconds: 3600 });
    await makeUser(hub, 'ada');
    await receiver.waitForCount(3);
    // What the libraries take for a secret that is any text.
    const encoded = `whsec_${Buffer.from(secret).toString('base64')}`;
    for (const call of receiver.calls) {
      expect(hubCallFrom(call).secret).toBe('a secret of our own');
      for (const one of [old, encoded])
        expect(new Webhook(one).verify(call.body, call.headers)).toBeDefined();
    }
    await vi.waitFor(
      async () => expect(await hub.native.list('/deliveries?state=delivered')).toHaveLength(3),
      within,
    );
    expect(receiver.calls).toHaveLength(3);
  });
});

describe('event triggers that are off', () => {
  it('send nothing; what was missed is replayed when they are on again', async () => {
    const hub = await createHub(bellwire, 'toggle');
    await configure(hub, { isActive: true });
    const [receiver, paused] = [await receiverOf(hub), await receiverOf(hub)];
    await hub.native.done('PATCH', `/webhooks/${paused.id}`, { enabled: false });
    await makeUser(hub, 'before');
    await receiver.waitForCount(3);
    await configure(hub, { isActive: false });
    const from = new Date().toISOString();
    await makeUser(hub, 'meanwhile');
    await configure(hub, { isActive: true });
    await makeUser(hub, 'after');
    await receiver.waitForCount(6);
    const names = (calls: ReceivedCall[]) =>
      calls
        .map(hubCallFrom)
        .flatMap(({ data }) => data.map(({ username }) => username))
        .filter((name) => name !== undefined);
    expect(names(receiver.calls)).toEqual(['before', 'after']);
    await hub.native.done('POST', '/jobs', { kind: 'replay', input: { webhookId: receiver.id, from } });
    await receiver.waitForCall(({ body }) => body.includes('"username":"meanwhile"'));
    expect(await receiver.waitForCount(9)).toHaveLength(9);
    expect(names(receiver.calls)).toEqual(['before', 'after', 'meanwhile']);
    // One that somebody has switched off by itself does not come back with the others.
    expect(paused.calls).toHaveLength(0);
  });

  it('are off until they are switched on, also for who has a URL already', async () => {
    const hub = await createHub(bellwire, 'asleep');
    const receiver = await receiverOf(hub);
    await makeUser(hub, 'unheard');
    await configure(hub, { isActive: true });
    await makeUser(hub, 'heard');
    await receiver.waitForCount(3);
    expect(receiver.calls.every(({ body }) => !body.includes('unheard'))).toBe(true);
  });
});

describe('a test event', () => {
  const test =
    'mutation A($type: String!, $url: String!, $body: String) { testEvent(type: $type, url: $url, body: $body) { id eventType succeeded detail request { method headers body } response { status headers body } } }';

  it('is the example of its type, sent to one URL, while the triggers are off as well', async () => {
    const hub = await createHub(bellwire, 'tests');
    const { secret } = await configure(hub, {});
    const [receiver, other] = [await receiverOf(hub), await receiverOf(hub)];
    receiver.answer({ status: 201, body: { ok: true } });
    const { testEvent } = await hub.done(test, { type: 'API.CREATED', url: receiver.id });
    const [call] = await receiver.waitForCount(1);
    expect(hubCallFrom(call!)).toMatchObject({ type: 'API.CREATED', secret, data: [{ name: 'Weather' }] });
    expect(testEvent).toMatchObject({
      eventType: 'API.CREATED',
      succeeded: true,
      request: { method: 'POST', headers: { 'x-rapidapi-webhook-secret': '[hidden]' }, body: call!.body },
      response: { status: 201, body: '{"ok":true}' },
    });
    expect(await hub.native.list('/attempts?kind=test')).toMatchObject([{ id: testEvent.id }]);
    expect(other.calls).toHaveLength(0);
  });

  it('can have a body of its own, and tells how it failed', async () => {
    const hub = await createHub(bellwire, 'tests2');
    await configure(hub, { isActive: true });
    const receiver = await receiverOf(hub);
    receiver.answer({ status: 500, body: 'oh no' });
    const { testEvent } = await hub.done(test, {
      type: 'USER.DELETED',
      url: `${receiver.root}/hook`,
      body: '{"my":"own"}',
    });
    expect(testEvent).toMatchObject({
      succeeded: false,
      response: { status: 500, body: 'oh no' },
      request: { body: '{"my":"own"}' },
    });
    expect(receiver.calls.map(({ body }) => body)).toEqual(['{"my":"own"}']);
    expect((await hub.refused(test, { type: 'NOTHING', url: receiver.id })).extensions.code).toBe(
      'NOT_FOUND',
    );
    expect(
      (await hub.refused(test, { type: 'API.CREATED', url: 'http://nowhere.example' })).extensions.code,
    ).toBe('NOT_FOUND');
  });
});
