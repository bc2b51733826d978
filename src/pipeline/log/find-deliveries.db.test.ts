import { expect, it } from 'vitest';
import { testJobs } from '../../../test/harness/jobs.ts';
import { createDeliveryLog } from './create-log.ts';

const jobs = await testJobs();
const { database } = jobs.api.webhookServices;
const organizationId = jobs.acme.organization.id;
const log = createDeliveryLog({ ...jobs.api.webhookServices, handover: { wake() {} } });
const webhookId = await jobs.webhook();
const member = await jobs.event('member.created');
const key = await jobs.event('package_key.updated');
const ids = [
  await jobs.delivery({ webhookId, event: member }),
  await jobs.delivery({ webhookId, event: key }),
  await jobs.delivery({ webhookId, event: key, state: 'waiting' }),
];

async function found(search: string, more: object = {}): Promise<string> {
  const { items } = await log.deliveries({
    organizationId,
    filter: { search, ...more },
    page: { limit: 10 },
  });
  return ids.map((id) => (items.some((item) => item.id === id) ? 'x' : '·')).join('');
}

it.each([
  ['the id of a delivery', () => ids[1]!, '·x·'],
  ['the id of an event', () => key.id, '·xx'],
  ['the id of an object', () => member.objectId, 'x··'],
  ['a part of an event type, whatever its case', () => 'PACKAGE_key', '·xx'],
  ['what several types have in common', () => 'e', 'xxx'],
  ['an event type with spaces around it', () => '  member.created ', 'x··'],
  ['what nothing is named by', () => 'invoice', '···'],
  ['an id that nothing has', () => webhookId, '···'],
])('finds deliveries by %s', async (_name, searchOf, expected) => {
  expect(await found(searchOf())).toBe(expected);
});

it('finds by the id that an application gave its object, where that is no UUID', async () => {
  const event = await jobs.event();
  await database.query({
    text: `update events set object_id = 'invoice 7' where id = $1`,
    values: [event.id],
  });
  const id = await jobs.delivery({ webhookId, event: { ...event, objectId: 'invoice 7' } });
  const page = { limit: 10 };
  const { items } = await log.deliveries({ organizationId, filter: { search: 'invoice 7' }, page });
  expect(items.map((item) => item.id)).toEqual([id]);
});

it('narrows by the other conditions as well', async () => {
  expect(await found('package', { states: ['waiting'] })).toBe('··x');
  expect(await found('package', { type: 'member.created' })).toBe('···');
  expect(await found(key.id, { states: ['failed'] })).toBe('·x·');
});

it('finds nothing of another organization', async () => {
  const filter = { search: ids[0]! };
  const { items } = await log.deliveries({ organizationId: webhookId, filter, page: { limit: 10 } });
  expect(items).toEqual([]);
});
