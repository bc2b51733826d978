import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';
import { startReceiver } from '../harness/receiver.ts';

const bellwire = await startTestBellwire();

describe('the root of a webhook', () => {
  it.each([
    ['', '/v1/member/ID?event=post-create&txn=TXN'],
    ['/', '/v1/member/ID?event=post-create&txn=TXN'],
    ['/masherycallbacks', '/masherycallbacks/v1/member/ID?event=post-create&txn=TXN'],
    ['/masherycallbacks/', '/masherycallbacks/v1/member/ID?event=post-create&txn=TXN'],
    ['/a/b%2Fc', '/a/b%2Fc/v1/member/ID?event=post-create&txn=TXN'],
    ['/hook?tenant=7&x=a%20b', '/hook/v1/member/ID?tenant=7&x=a%20b&event=post-create&txn=TXN'],
    ['/hook/?tenant=7', '/hook/v1/member/ID?tenant=7&event=post-create&txn=TXN'],
    ['?tenant=7', '/v1/member/ID?tenant=7&event=post-create&txn=TXN'],
  ])('with %j leads to %s', async (added, expected) => {
    const organization = await bellwire.organization();
    const receiver = await startReceiver();
    try {
      await organization.native.done('POST', '/webhooks', { name: 'Root', url: `${receiver.root}${added}` });
      const member = await organization.member();
      const { id } = await organization.v2.result('member.fetch', { uuid: member.id });
      const [call] = await receiver.waitForCount(1);
      expect(call!.url).toBe(expected.replace('ID', id).replace('TXN', call!.txn));
      expect(call!.txn).toMatch(/^[0-9a-f]{32}$/);
    } finally {
      await receiver.close();
    }
  });
});

describe('a webhook', () => {
  it.each([false, true])(
    'with bodyOnDelete off deletes without a body, override %s',
    async (methodOverride) => {
      const organization = await bellwire.organization();
      const receiver = await organization.receiver({ settings: { bodyOnDelete: false, methodOverride } });
      const member = await organization.member();
      await organization.v3.done('DELETE', `/members/${member.id}`);
      const [created, deleted] = await receiver.waitForCount(2);

      expect(created!.body).toContain('"username":"joe1"');
      expect([deleted!.method, deleted!.event]).toEqual([methodOverride ? 'POST' : 'DELETE', 'post-delete']);
      expect(deleted!.bytes).toHaveLength(0);
      expect(deleted!.headers).not.toHaveProperty('content-type');
      expect(deleted!.headers['x-http-method-override']).toBe(methodOverride ? 'DELETE' : undefined);
      const signed = deleted!.headers as Record<string, string>;
      new Webhook(receiver.webhook.secret).verify('', signed);
    },
  );

  it.each([
    [
      'Basic credentials',
      { credentials: { type: 'basic', username: 'müller', password: 'p:ä ss' } },
      { authorization: 'Basic bcO8bGxlcjpwOsOkIHNz' },
    ],
    [
      'a bearer token',
      { credentials: { type: 'bearer', token: 'abc.DEF-123' } },
      { authorization: 'Bearer abc.DEF-123' },
    ],
    [
      'static headers',
      { headers: { 'X-Api-Key': 'k 1', 'x-empty': '' } },
      { 'x-api-key': 'k 1', 'x-empty': '' },
    ],
    ['a user agent of its own', { userAgent: 'Acme Portal/2' }, { 'user-agent': 'Acme Portal/2' }],
    [
      'all of these',
      {
        credentials: { type: 'bearer', token: 't' },
        headers: { authorization: 'not this one', accept: 'text/html', 'x-a': '1' },
        userAgent: 'A',
      },
      { authorization: 'Bearer t', accept: 'application/json', 'x-a': '1', 'user-agent': 'A' },
    ],
  ])('with %s sends them', async (_name, change, expected) => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver(change);
    await organization.member();
    const [call] = await receiver.waitForCount(1);
    expect(call!.headers).toMatchObject(expected);
    const names = call!.rawHeaders.filter((_text, index) => index % 2 === 0);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  it('is called for what is switched on, and for nothing else', async () => {
    const organization = await bellwire.organization();
    const { v3 } = organization;
    const off = { afterCreate: false, afterUpdate: false, afterDelete: false };
    const receiver = await organization.receiver({
      settings: { triggers: { member: { ...off, afterDelete: true }, application: off, package_key: off } },
    });
    const { member, packageKey } = await organization.family();
    await v3.done('PUT', `/packageKeys/${packageKey.id}`, { rateLimitCeiling: 1 });
    await v3.done('DELETE', `/members/${member.id}`);

    await receiver.waitForCall(({ url }) => url.startsWith('/v1/member/'));
    const calls = receiver.calls.map(({ url, event }) => `${event} ${url.split('/')[2]}`);
    expect(calls).toEqual(['post-create key', 'post-delete key', 'post-delete member']);
    const told = await organization.native.list('/events');
    expect(told).toHaveLength(9);
  });
});
