import { beforeEach, describe, expect, it } from 'vitest';
import { BellwireError } from '../../../../base/errors.ts';
import { type Served, serve } from '../test-support/serve.ts';
import { createV2Client, jo } from '../test-support/v2-client.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
const { call, failing, post } = createV2Client(() => served);

describe('V2 objects', () => {
  it('creates, fetches, updates and deletes a member', async () => {
    const created = await call('member.create', { ...jo, eav1: 'x', unknown: 1, created: 'ignored' });
    expect(created).toMatchObject({ ...jo, eav1: 'x', area_status: 'waiting', object_type: 'member' });
    expect(created.created).toBe('2026-01-31T08:00:00Z');
    expect(created).not.toHaveProperty('unknown');
    expect(await call('member.fetch', jo.username)).toEqual(created);
    expect(await call('member.fetch', { id: created.id! })).toEqual(created);
    const updated = await call('member.update', {
      username: jo.username,
      area_status: 'active',
      email: 'create-only@example.com',
    });
    expect(updated).toMatchObject({ area_status: 'active', email: 'jo@example.com' });
    expect(await call('member.delete', jo.username)).toBe(true);
    expect(await call('member.delete', jo.username)).toBeNull();
    expect(await call('member.fetch', jo.username)).toBeNull();
  });

  it('sets relations by nested ids', async () => {
    await call('member.create', jo);
    const pack = await call('package.create', { name: 'P' });
    const plan = await call('plan.create', { name: 'Q', package: { id: pack.id! } });
    const application = await call('application.create', { name: 'A', member: { username: jo.username } });
    expect(application.username).toBe(jo.username);
    const key = await call('package_key.create', {
      application: { id: application.id! },
      package: { id: String(pack.id) },
      plan: { uuid: [...served.objects.records.values()].find(({ number }) => number === plan.id)!.id },
    });
    expect(served.objects.records.get(String(key.uuid))?.links).toMatchObject({
      application: [application.uuid],
      member: [expect.any(String)],
      package: [expect.any(String)],
      plan: [expect.any(String)],
    });
    const service = await call('service.create', { name: 'S', service_key: 'abc' });
    const legacy = await call('key.create', {
      apikey: 'k',
      service: { service_key: 'abc' },
      member: { username: jo.username },
    });
    expect(legacy).toMatchObject({ service_key: service.service_key, username: jo.username });
  });

  it('validates a partial object', async () => {
    expect(await call('member.validate', { email: 'jo@example.com' })).toBe(true);
    expect(await failing('member.validate', { email: 'nonsense' })).toEqual([
      400,
      {
        code: 1000,
        message: 'Invalid Object',
        data: [{ field: 'email', message: 'must be an e-mail address' }],
      },
    ]);
  });

  it.each([
    ['member.create', { ...jo, email: 5 }, 400, 1000, 'email'],
    ['member.create', { email: 'jo@example.com' }, 400, 1002, 'username'],
    ['application.create', { name: 'A', member: { username: 'nobody' } }, 400, 1000, 'member'],
    ['application.create', { name: 'A', member: {} }, 400, 1000, 'member'],
    ['application.fetch', { name: 'A' }, 400, 1002, 'id'],
    ['member.update', { area_status: 'active' }, 400, 1002, 'username'],
    ['member.update', { username: 'nobody' }, 400, 1000, 'username'],
  ])('answers %s %j with %i and code %i', async (method, param, status, code, field) => {
    const [answered, error] = await failing(method, param);
    expect([answered, error.code, error.data[0].field]).toEqual([status, code, field]);
  });

  it.each(['\u0000', '\ud800', 'nobody'])('does not find %j', async (username) => {
    served.objects.find = async (_context, { value }) => {
      expect(value).toBe('nobody');
      return null;
    };
    expect(await call('member.fetch', username)).toBeNull();
  });

  it('answers a taken identifier with 1001', async () => {
    await call('member.create', jo);
    const [status, error] = await failing('member.create', jo);
    expect([status, error.code, error.message]).toEqual([400, 1001, 'Duplicate Object']);
  });

  it('hands on what a before-webhook says', async () => {
    await call('member.create', jo);
    served.objects.refusal = new BellwireError('refused', 'Not on our list.', [
      { field: 'email', message: 'is not ours' },
    ]);
    expect(await failing('member.update', { username: jo.username })).toEqual([
      400,
      {
        code: 1000,
        message: 'Invalid Object',
        data: [
          { field: '', message: 'Not on our list.' },
          { field: 'email', message: 'is not ours' },
        ],
      },
    ]);
    const [status, error] = await failing('member.delete', jo.username);
    expect([status, error.code, error.data[0].message]).toEqual([500, 2003, 'Not on our list.']);
  });

  it('says nothing of an internal fault', async () => {
    served.objects.refusal = new Error('password=hunter2');
    const reply = await post({ method: 'member.create', params: [jo], id: 1 });
    expect([reply.statusCode, reply.json().error]).toEqual([500, { code: 2001, message: 'Create Failed' }]);
  });
});
