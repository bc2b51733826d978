import { expect, it } from 'vitest';
import { eventually, invoice, testEngine } from '../harness/engine.ts';

const engine = await testEngine();
const many = 60;

/** How many deliveries of a webhook have arrived. */
async function delivered(webhookId: string): Promise<number> {
  const rows = await engine.database.query({
    text: `select from deliveries where webhook_id = $1 and state = 'delivered'`,
    values: [webhookId],
  });
  return rows.length;
}

it('sends everything to four receivers while the fifth one hangs', async () => {
  const organization = await engine.organization();
  const patient = { policy: { totalTimeoutMs: 60_000, connectTimeoutMs: 1_000 } };
  const hanging = await organization.receiver({ ...patient, limits: { concurrency: 4 } });
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  hanging.answer(async () => {
    await released;
    return {};
  });
  const well = await Promise.all([1, 2, 3, 4].map(() => organization.receiver(patient)));
  for (let count = 0; count < many; count++) await organization.publish(invoice(`inv-${count}`));

  for (const receiver of well) {
    await receiver.waitForCount(many);
    await eventually(async () => expect(await delivered(receiver.webhook.id)).toBe(many));
    expect(receiver.calls).toHaveLength(many);
  }
  // It still hangs, at its limit, and has answered nobody.
  expect([hanging.calls.length, await delivered(hanging.webhook.id)]).toEqual([4, 0]);

  release();
  await hanging.waitForCount(many);
  await eventually(async () => expect(await delivered(hanging.webhook.id)).toBe(many));
});

it('holds a receiver to its own limit, and to no other', async () => {
  const organization = await engine.organization();
  const limits = [1, 3, 7];
  const receivers = await Promise.all(
    limits.map((concurrency) => organization.receiver({ limits: { concurrency } })),
  );
  const most = receivers.map(() => 0);
  for (const [index, receiver] of receivers.entries()) {
    let underWay = 0;
    receiver.answer(async () => {
      underWay += 1;
      most[index] = Math.max(most[index]!, underWay);
      // None is answered before the limit was reached, and each is held for a while after that: a request too many would arrive.
      await eventually(() => expect(most[index]).toBeGreaterThanOrEqual(limits[index]!));
      await new Promise((resolve) => setTimeout(resolve, 20));
      underWay -= 1;
      return {};
    });
  }
  await Promise.all(Array.from({ length: many }, (_, index) => organization.publish(invoice(`${index}`))));
  for (const receiver of receivers) {
    await eventually(async () => expect(await delivered(receiver.webhook.id)).toBe(many));
  }
  expect(most).toEqual(limits);
});
