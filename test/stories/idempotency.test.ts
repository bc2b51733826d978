import { describe, expect, it } from 'vitest';
import { type EngineOrganization, invoice, testEngine, untilStates } from '../harness/engine.ts';
import { type HttpAnswer, request } from '../harness/http-client.ts';

const engine = await testEngine();
const second = await engine.secondNode();
const urls = [engine.url(), second.url];
const hourMs = 3_600_000;
let keys = 0;
const newKey = () => `key-${++keys}`;

/** Publishes under a key by one of the two nodes. */
function publish(
  organization: EngineOrganization,
  key: string,
  body: object,
  node: number = 0,
): Promise<HttpAnswer> {
  return request(`${urls[node % 2]}/api/v1/organizations/${organization.key}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${engine.token}`, 'idempotency-key': key },
    body,
  });
}
async function saved({ id }: EngineOrganization) {
  const count = async (table: string) => {
    const text = `select from ${table} where organization_id = $1`;
    return (await engine.database.query({ text, values: [id] })).length;
  };
  return { events: await count('events'), deliveries: await count('deliveries') };
}

describe('an idempotency key', () => {
  it('gives a repeat the first answer, on either node, and publishes nothing more', async () => {
    const organization = await engine.organization();
    const receiver = await organization.receiver();
    const key = newKey();
    const body = { events: [invoice('a'), invoice('b')] };
    const first = await publish(organization, key, body);
    expect([first.status, first.body.repeated]).toEqual([202, false]);
    for (const node of [0, 1]) {
      const again = await publish(organization, key, body, node);
      expect([again.status, again.body]).toEqual([202, { ...first.body, repeated: true }]);
    }
    await untilStates(organization, { delivered: 2 });
    expect(receiver.calls).toHaveLength(2);
  });

  it('saves one set of events however many come with it at once, on two nodes', async () => {
    const organization = await engine.organization();
    await organization.receiver();
    const key = newKey();
    const body = { events: [invoice('a'), invoice('b'), invoice('c')] };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => publish(organization, key, body, index)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map((answer) => answer.body.eventIds.join())).size).toBe(1);
    expect(answers.filter((answer) => !answer.body.repeated)).toHaveLength(1);
    expect(await saved(organization)).toEqual({ events: 3, deliveries: 3 });
  });

  it('lets none of many get in the way of the others, in whatever order they come', async () => {
    const organization = await engine.organization();
    const own = Array.from({ length: 10 }, newKey);
    const asked = Array.from({ length: 120 }, (_, index) => ({
      key: own[(index * 7 + Math.floor(index / 3)) % own.length]!,
      node: index,
    }));
    const answers = await Promise.all(
      asked.map(({ key, node }) => publish(organization, key, invoice(key), node)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await saved(organization)).toEqual({ events: 10, deliveries: 0 });
  });

  it('is refused for another request, and then nothing of that one is saved', async () => {
    const organization = await engine.organization();
    const key = newKey();
    await publish(organization, key, invoice('a'));
    for (const node of [0, 1]) {
      const other = await publish(organization, key, invoice('b'), node);
      expect([other.status, other.body.code]).toEqual([409, 'conflict']);
    }
    expect(await saved(organization)).toEqual({ events: 1, deliveries: 0 });
  });

  it('knows a repeat whose body has its keys in another order', async () => {
    const organization = await engine.organization();
    const key = newKey();
    const first = await publish(organization, key, invoice('a', { data: { amount: 1, currency: 'EUR' } }));
    const turned = {
      data: { currency: 'EUR', amount: 1 },
      object: { id: 'a', type: 'invoice' },
      type: 'invoice.paid',
    };
    const again = await publish(organization, key, turned);
    expect([again.status, again.body]).toEqual([202, { ...first.body, repeated: true }]);
    expect(await saved(organization)).toEqual({ events: 1, deliveries: 0 });
  });

  it('that comes with two requests at once is for one of them', async () => {
    const organization = await engine.organization();
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        publish(organization, key, invoice(index % 2 ? 'a' : 'b'), index),
      ),
    );
    const taken = answers.filter(({ status }) => status === 202);
    expect([taken.length, answers.filter(({ status }) => status === 409).length]).toEqual([10, 10]);
    expect(new Set(taken.map(({ body }) => body.eventIds[0])).size).toBe(1);
    expect(await saved(organization)).toEqual({ events: 1, deliveries: 0 });
  });

  it('means nothing to another organization', async () => {
    const [one, other] = [await engine.organization(), await engine.organization()];
    const key = newKey();
    expect((await publish(one, key, invoice('a'))).body.repeated).toBe(false);
    expect((await publish(other, key, invoice('b'))).body.repeated).toBe(false);
  });

  it('is not used up by a request that is refused', async () => {
    const organization = await engine.organization();
    const key = newKey();
    expect((await publish(organization, key, invoice(''))).status).toBe(400);
    expect((await publish(organization, key, invoice('a'))).body.repeated).toBe(false);
  });

  it('must not be empty nor without end', async () => {
    const organization = await engine.organization();
    for (const key of ['', 'k'.repeat(256)]) {
      expect((await publish(organization, key, invoice('a'))).status).toBe(400);
    }
    expect((await publish(organization, 'k'.repeat(255), invoice('a'))).status).toBe(202);
    expect(await saved(organization)).toEqual({ events: 1, deliveries: 0 });
  });

  // Last: it moves the clock of both nodes.
  it('is free again after a day, for anything', async () => {
    const organization = await engine.organization();
    const key = newKey();
    const first = await publish(organization, key, invoice('a'));
    engine.clock.move(23 * hourMs + 55 * 60_000);
    expect((await publish(organization, key, invoice('a'))).body).toEqual({ ...first.body, repeated: true });
    engine.clock.move(5 * 60_000);
    const answers = await Promise.all(
      [0, 1, 2, 3].map((node) => publish(organization, key, invoice('b'), node)),
    );
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(answers.filter(({ body }) => !body.repeated)).toHaveLength(1);
    expect(answers[0]!.body.eventIds).not.toEqual(first.body.eventIds);
    expect(await saved(organization)).toEqual({ events: 2, deliveries: 0 });
  });
});
