import { expect, it } from 'vitest';
import { testSending } from '../../../test/harness/sending-node.ts';
import { deliveriesEraseCancel } from '../../store/queries/erasure/deliveries-erase-cancel.ts';
import { defaultLimits } from '../../store/records/webhook.ts';

const sending = await testSending();
const { pipeline, receiver, node, handOverTo, webhook, change, until } = sending;
const { database, clock, rows } = pipeline;

it('sends nothing of what was erased while it waited in memory, and goes on with the rest', async () => {
  const sends = await node();
  handOverTo(sends);
  await webhook({ limits: { ...defaultLimits, concurrency: 1 } });
  let answer = () => {};
  receiver().answer((_call, index) =>
    index > 0 ? {} : new Promise((resolve) => (answer = () => resolve({}))),
  );
  for (let made = 0; made < 4; made++) await change();
  await receiver().waitForCount(1);
  const owed = await rows('deliveries');
  const [sent, erased, kept, last] = owed.map(({ event_id }) => event_id);
  const { organization_id: organizationId } = owed[0];
  await database.transaction((tx) =>
    deliveriesEraseCancel(tx, { organizationId, eventIds: [sent, erased], now: clock.now() }),
  );
  await until(async () => sends.load().held === 3);
  answer();
  await until(async () => sends.load().held === 0);
  const arrived = receiver().calls.map(({ headers }) => headers['webhook-id']);
  // The first was on its way, and has arrived; its delivery stays given up.
  expect(arrived).toEqual([sent, kept, last]);
  const states = (await rows('deliveries')).map(({ state, last_reason }) => `${state} ${last_reason}`);
  expect(states).toEqual([
    'cancelled data-erased',
    'cancelled data-erased',
    'delivered null',
    'delivered null',
  ]);
  await until(async () => (await rows('tickets')).length === 0);
});
