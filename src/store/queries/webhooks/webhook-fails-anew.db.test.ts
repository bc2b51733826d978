import { beforeEach, expect, it } from 'vitest';
import { madeAttemptRow, uuidAt } from '../../../../test/harness/log-rows.ts';
import { testPipeline } from '../../../../test/harness/pipeline.ts';
import type { AttemptRow } from '../attempts/attempts-insert.ts';
import { attemptsInsert } from '../attempts/attempts-insert.ts';
import { webhookFailsAnew } from './webhook-fails-anew.ts';

const { database, clock, shop, webhook, rows } = await testPipeline();
const organizationId = shop.organization.id;
const hoursAgo = (hours: number) => new Date(clock.nowMs() - hours * 3_600_000);

let id: string;
beforeEach(async () => {
  for (const table of ['attempts', 'webhooks']) await database.query({ text: `delete from ${table}` });
  ({ id } = await webhook());
  const text = 'update webhooks set failing_since = $1';
  await database.query({ text, values: [hoursAgo(130)] });
});

async function attempted(at: Date, change: Partial<AttemptRow> = {}): Promise<void> {
  const row = { ...madeAttemptRow(at), organizationId, webhookId: id, kind: 'delivery' as const, ...change };
  await attemptsInsert(database, [row]);
}
const failsAnew = (changes = {}) =>
  webhookFailsAnew(database, {
    organizationId,
    id,
    failingBefore: hoursAgo(120),
    now: clock.now(),
    ...changes,
  });
const since = async () => (await rows('webhooks'))[0].failing_since;

it('has a webhook fail since now that succeeded after it was said to fail', async () => {
  await attempted(hoursAgo(1), { reason: 'connect-refused' });
  await attempted(hoursAgo(129));
  expect(await failsAnew()).toBe(true);
  expect(await since()).toEqual(clock.now());
});

it('leaves one alone that has had no success since: failures, tests and what was before do not count', async () => {
  await attempted(hoursAgo(131));
  await attempted(hoursAgo(2), { reason: 'answer-server-error' });
  await attempted(hoursAgo(2), { kind: 'test' });
  await attempted(hoursAgo(2), { webhookId: uuidAt(clock.now()) });
  expect(await failsAnew()).toBe(false);
  expect(await since()).toEqual(hoursAgo(130));
});

it('leaves one alone that does not fail, not for so long, or is off', async () => {
  await attempted(hoursAgo(1));
  expect(await failsAnew({ failingBefore: hoursAgo(131) })).toBe(false);
  await database.query({ text: 'update webhooks set enabled = false' });
  expect(await failsAnew()).toBe(false);
  await database.query({ text: 'update webhooks set enabled = true, failing_since = null' });
  expect(await failsAnew()).toBe(false);
  expect(await since()).toBeNull();
});
