import { expect, it } from 'vitest';
import { type EngineOrganization, eventually, invoice, testEngine, untilStates } from '../harness/engine.ts';

const engine = await testEngine();
const dayMs = 24 * 3_600_000;
const switchedOff = 'bellwire.webhook.switched_off';
const quick = { policy: { retryDelaysMs: [100], jitter: 0 } };
/** Only what is about the receiver that is in trouble. */
const trouble = { settings: { eventTypes: ['invoice.paid'] } };

/** A receiver of everything, one that asks for Bellwire's own events, and one that asks for something else. */
async function others(organization: EngineOrganization) {
  const [everything, named, otherwise, elsewhere] = await Promise.all([
    organization.receiver(),
    organization.receiver({ settings: { eventTypes: [switchedOff] } }),
    organization.receiver({ settings: { eventTypes: ['note'] } }),
    (await engine.organization()).receiver({ settings: { eventTypes: [switchedOff] } }),
  ]);
  return { everything, named, otherwise, elsewhere };
}
type Others = Awaited<ReturnType<typeof others>>;

/** Only the one that asked is told. Afterwards `note` shows that nothing else was on its way to the others. */
async function expectTold(
  organization: EngineOrganization,
  { everything, named, otherwise, elsewhere }: Others,
  about: { id: string; name: string; url: string },
  reason: string,
): Promise<void> {
  const [call] = await named.waitForCount(1);
  expect(JSON.parse(call!.body)).toMatchObject({
    type: switchedOff,
    data: { id: about.id, object_type: 'webhook', name: about.name, url: about.url, reason },
  });
  await organization.publish(invoice('note', { type: 'note' }));
  await otherwise.waitForCount(1);
  await everything.waitForCall(({ body }) => JSON.parse(body).type === 'note');
  const typesOf = ({ calls }: { calls: { body: string }[] }) =>
    new Set(calls.map(({ body }) => JSON.parse(body).type));
  expect(typesOf(everything).has(switchedOff)).toBe(false);
  expect(typesOf(otherwise)).toEqual(new Set(['note']));
  expect([named.calls.length, elsewhere.calls.length]).toEqual([1, 0]);
  const [event] = (await organization.native().list('/events')).filter(({ type }) => type === switchedOff);
  expect(event).toMatchObject({ objectType: 'webhook', objectId: about.id, actor: 'bellwire' });
}

it('a webhook whose receiver answers 410 is switched off, and those that asked for it are told once', async () => {
  const organization = await engine.organization();
  const told = await others(organization);
  const receiver = await organization.receiver({ ...trouble, ...quick });
  receiver.answer({ status: 410 });
  await Promise.all(Array.from({ length: 8 }, (_, index) => organization.publish(invoice(`inv-${index}`))));
  await expectTold(organization, told, receiver.webhook, 'answer-gone');
  const webhook = await organization.native().done('GET', `/webhooks/${receiver.webhook.id}`);
  expect(webhook).toMatchObject({ enabled: false, disabledReason: 'answer-gone' });
});

it('a webhook that fails for five days on end is switched off, and holds what it waits for', async () => {
  const organization = await engine.organization();
  const told = await others(organization);
  const receiver = await organization.receiver({ ...trouble, ...quick });
  const path = `/webhooks/${receiver.webhook.id}`;
  const webhook = () => organization.native().done('GET', path);
  receiver.answer({ status: 500 });
  await organization.publish(invoice('first'));
  await eventually(async () => expect((await webhook()).failingSince).not.toBeNull());
  await receiver.waitForCount(2);

  engine.clock.move(5 * dayMs - 60_000);
  await organization.publish(invoice('second'));
  await receiver.waitForCount(4);
  expect((await webhook()).enabled).toBe(true);

  engine.clock.move(60_000);
  await organization.publish(invoice('third'));
  await eventually(async () =>
    expect(await webhook()).toMatchObject({ enabled: false, disabledReason: 'failing-for-days' }),
  );
  await expectTold(organization, told, receiver.webhook, 'failing-for-days');
  expect(receiver.calls).toHaveLength(5);
  await eventually(async () => {
    const [held] = await organization.native().list(`/deliveries?webhookId=${receiver.webhook.id}`);
    expect(held).toMatchObject({ state: 'retrying', held: true });
  });

  // Whoever switches it on again starts afresh: one more failure is only the first.
  await organization.native().done('PATCH', path, { enabled: true });
  await receiver.waitForCount(6);
  await eventually(async () => expect((await webhook()).failingSince).not.toBeNull());
  expect(await webhook()).toMatchObject({ enabled: true, disabledReason: null });
});

it('a webhook that succeeds once in five days goes on', async () => {
  const organization = await engine.organization();
  const receiver = await organization.receiver(quick);
  const webhook = () => organization.native().done('GET', `/webhooks/${receiver.webhook.id}`);
  receiver.answer({ status: 500 });
  await organization.publish(invoice('first'));
  await eventually(async () => expect((await webhook()).failingSince).not.toBeNull());
  // Its second attempt too: it would find the receiver well otherwise.
  await untilStates(organization, { failed: 1 });
  engine.clock.move(4 * dayMs);
  receiver.answer({});
  await organization.publish(invoice('second'));
  await eventually(async () => expect((await webhook()).failingSince).toBeNull());
  receiver.answer({ status: 500 });
  engine.clock.move(2 * dayMs);
  await organization.publish(invoice('third'));
  await untilStates(organization, { failed: 2, delivered: 1 });
  expect((await webhook()).enabled).toBe(true);
});

it('a webhook that the log knows to have worked goes on, whatever was noted of it', async () => {
  const organization = await engine.organization();
  const receiver = await organization.receiver(quick);
  const webhook = () => organization.native().done('GET', `/webhooks/${receiver.webhook.id}`);
  await organization.publish(invoice('first'));
  await untilStates(organization, { delivered: 1 });
  // As a node leaves it that died before its success was noted.
  await engine.database.query({
    text: 'update webhooks set failing_since = $2 where id = $1',
    values: [receiver.webhook.id, new Date(engine.clock.nowMs() - 6 * dayMs)],
  });
  receiver.answer({ status: 500 });
  await organization.publish(invoice('second'));
  await untilStates(organization, { delivered: 1, failed: 1 });
  expect(await webhook()).toMatchObject({ enabled: true, disabledReason: null });
  expect(Date.parse((await webhook()).failingSince)).toBeGreaterThan(engine.clock.nowMs() - dayMs);
});
