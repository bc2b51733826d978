import { expect, it } from 'vitest';
import { testJobs } from '../../../test/harness/jobs.ts';
import { createDeliveryLog } from './create-log.ts';

const jobs = await testJobs();
const { api, acme } = jobs;
const { database, clock } = api.webhookServices;
const organizationId = acme.organization.id;
const log = createDeliveryLog({ ...api.webhookServices, handover: { wake() {} } });

const ids = [
  await attempt({ type: 'member.created', reason: null }),
  await attempt({ type: 'package_key.updated', reason: 'dns-failed' }),
  await attempt({ type: 'member.created', reason: null, kind: 'before' }),
];

async function attempt({
  type,
  reason,
  kind = 'test',
}: {
  type: string;
  reason: string | null;
  kind?: string;
}): Promise<string> {
  const id = api.ids.uuid();
  await database.query({
    text: `
      insert into attempts (
        organization_id, id, kind, webhook_id, event_type, object_type, object_id, transaction_id, number, started_at,
        timings, request, reason
      )
      values ($1, $2, $3, $2, $4, 'member', 'Object 7', $2, 1, $5, '{"total": 1}', '{}', $6)`,
    values: [organizationId, id, kind, type, clock.now(), reason],
  });
  return id;
}

it.each<[string, object, string]>([
  ['their kind', {}, 'xx·'],
  ['success', { succeeded: true }, 'x··'],
  ['failure', { succeeded: false }, '·x·'],
  ['a part of the event type', { search: 'PACKAGE' }, '·x·'],
  ['a part of the id of the object', { search: 'object 7' }, 'xx·'],
  ['their own id', { search: ids[1] }, '·x·'],
  ['what none has', { search: '%' }, '···'],
])('finds tests by %s', async (_name, filter, expected) => {
  const page = { limit: 10 };
  const { items } = await log.attempts({ organizationId, filter: { kind: 'test', ...filter }, page });
  expect(ids.map((id) => (items.some((item) => item.id === id) ? 'x' : '·')).join('')).toBe(expected);
});

it('finds them by their own index, however many other attempts there are', async () => {
  const plan = await database.transaction(async (tx) => {
    // The table is nearly empty here, so reading all of it would be quickest.
    await tx.query({ text: 'set local enable_seqscan = off' });
    return tx.query({
      text: `
        explain select * from attempts a
        where a.organization_id = '${organizationId}' and a.kind = 'test' order by a.id desc limit 51`,
    });
  });
  expect(JSON.stringify(plan)).toContain('organization_id_id_idx');
});
