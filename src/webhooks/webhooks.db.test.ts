import { beforeAll, describe, expect, it } from 'vitest';
import { testApi } from '../../test/harness/native-api.ts';
import { testTls } from '../../test/harness/sending/tls/read.ts';
import { bellwirePrincipal } from '../access/bellwire-principal.ts';
import { webhookSwitchOff } from '../store/queries/webhooks/webhook-switch-off.ts';
import { webhooksByIds } from '../store/queries/webhooks/webhooks-by-ids.ts';
import { webhooksEnabled } from '../store/queries/webhooks/webhooks-enabled.ts';
import { sealContext } from '../store/vault.ts';
import type { WebhookContext } from './services.ts';

const api = await testApi();
const { webhooks, clock, ids } = api;
const { database, vault } = api.webhookServices;
const day = 86_400_000;
const input = { name: 'Billing', url: 'https://hooks.example.com/events' };

const newOrganization = async (key: string): Promise<WebhookContext> => ({
  principal: bellwirePrincipal,
  organization: await api.organizations.create(bellwirePrincipal, { key, name: key, dialect: 'small' }),
});
let acme: WebhookContext;
beforeAll(async () => {
  acme = await newOrganization('acme');
});

const opened = async (id: string) => {
  const reference = { organizationId: acme.organization.id, id };
  return (await webhooksByIds(database, vault, [reference], clock.now()))[0];
};

describe('a new webhook', () => {
  it('is on, in the first format of its dialect, with the defaults of that format and a secret', async () => {
    const made = await webhooks.create(acme, input);
    expect(made).toMatchObject({
      ...input,
      format: 'standard',
      settings: { eventTypes: [] },
      policy: null,
      enabled: true,
      version: 1,
      signingSecrets: [{ validUntil: null }],
      secret: expect.stringMatching(/^whsec_/),
    });
    expect(await opened(made.id)).toMatchObject({ secrets: [made.secret], credentials: null, headers: {} });
  });

  it('hides credentials, header values and secrets, in answers and in the database', async () => {
    const secrets = ['basic-password', 'header-value'];
    const made = await webhooks.create(acme, {
      ...input,
      credentials: { type: 'basic', username: 'bell', password: 'basic-password' },
      headers: { 'X-Api-Key': 'header-value' },
    });
    const { secret, ...view } = made;
    expect(view).toMatchObject({ credentials: { type: 'basic' }, headerNames: ['x-api-key'] });
    expect(await opened(made.id)).toMatchObject({
      credentials: { type: 'basic', username: 'bell', password: 'basic-password' },
      headers: { 'x-api-key': 'header-value' },
    });
    const rows = await database.query({ text: 'select webhooks::text as whole from webhooks' });
    const answers = [view, await webhooks.get(acme, made.id), await webhooks.list(acme)];
    const everything = JSON.stringify([rows, answers]);
    for (const hidden of [...secrets, secret, secret.slice('whsec_'.length)]) {
      expect(everything).not.toContain(hidden);
      expect(everything).not.toContain(Buffer.from(hidden).toString('hex'));
    }
  });

  it('cannot be opened after its sealed columns were moved to another row', async () => {
    const [first, second] = [await webhooks.create(acme, input), await webhooks.create(acme, input)];
    await database.query({
      text: `
        update webhooks set sealed_secrets = (select sealed_secrets from webhooks where id = $1)
        where id = $2`,
      values: [first.id, second.id],
    });
    await expect(opened(second.id)).rejects.toThrow(/does not belong to/);
    await webhooks.remove(acme, second.id);
  });

  it.each([
    [{ name: '' }, ['name']],
    [{ url: 'ftp://example.com' }, ['url']],
    [{ url: 'https://forbidden.example/' }, ['url']],
    [{ format: 'morse' }, ['format']],
    [{ settings: { eventTypes: 'all' } }, ['settings.eventTypes']],
    [{ settings: { eventTypse: [] } }, ['settings.eventTypse']],
    [{ settings: { eventTypes: ['a\u0000'] } }, ['settings.eventTypes.0']],
    [{ policy: { jitter: 2 } }, ['policy.jitter']],
    [{ userAgent: 'a\r\nb: c' }, ['userAgent']],
    [{ credentials: { type: 'bearer', token: 'a\nb' } }, ['credentials.token']],
    [{ headers: { 'content-length': '1' } }, ['headers.content-length']],
    [{ headers: { 'x-a': 'b\r\nc: d' } }, ['headers.x-a']],
    [{ headers: { 'x-a': '1', 'X-A': '2' } }, ['headers.X-A']],
    [{ name: '', url: 'x', format: 'morse' }, ['name', 'url', 'format']],
  ])('is refused with %j, with everything that is wrong', async (wrong, fields) => {
    const before = await webhooks.list(acme);
    const error = await webhooks.create(acme, { ...input, ...wrong } as never).catch((caught) => caught);
    expect(error).toMatchObject({ code: 'invalid' });
    expect(error.problems.map(({ field }: { field: string }) => field)).toEqual(fields);
    expect(await webhooks.list(acme)).toEqual(before);
  });

  it('is the hundredth at most, also when many are made at once', async () => {
    const full = await newOrganization('full');
    for (let count = 0; count < 98; count += 1) await webhooks.create(full, input);
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => webhooks.create(full, input)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await expect(webhooks.create(full, input)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('100 webhooks'),
    });
  });
});

describe('changing a webhook', () => {
  it('saves what is given, counts the version up, and leaves the rest', async () => {
    const { secret, ...made } = await webhooks.create(acme, { ...input, headers: { 'x-a': '1' } });
    clock.move(1000);
    const changed = await webhooks.update(
      acme,
      { id: made.id },
      { name: 'Renamed', headers: { 'x-b': '2' } },
    );
    expect(changed).toEqual({
      ...made,
      name: 'Renamed',
      headerNames: ['x-a', 'x-b'],
      version: 2,
      updatedAt: clock.now(),
    });
    expect(await webhooks.get(acme, made.id)).toEqual(changed);
    expect(await opened(made.id)).toMatchObject({ secrets: [secret], headers: { 'x-a': '1', 'x-b': '2' } });
  });

  it('refuses a version that is no longer the one, and loses no change made at the same time', async () => {
    const { id } = await webhooks.create(acme, input);
    await expect(webhooks.update(acme, { id, version: 2 }, { name: 'X' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const both = await Promise.allSettled([
      webhooks.update(acme, { id, version: 1 }, { name: 'A' }),
      webhooks.update(acme, { id, version: 1 }, { name: 'B' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await Promise.all([
      webhooks.update(acme, { id }, { headers: { 'x-a': '1' } }),
      webhooks.update(acme, { id }, { headers: { 'x-b': '2' } }),
    ]);
    const { headerNames, version } = await webhooks.get(acme, id);
    // Either of the two can have been the first.
    expect([headerNames.sort(), version]).toEqual([['x-a', 'x-b'], 4]);
  });

  it('asks the address guard about a new URL only', async () => {
    const { id } = await webhooks.create(acme, input);
    await database.query({
      text: `update webhooks set url = 'https://forbidden.example/' where id = $1`,
      values: [id],
    });
    await expect(webhooks.update(acme, { id }, { name: 'Renamed' })).resolves.toBeDefined();
    await expect(webhooks.update(acme, { id }, { url: 'https://forbidden.example/x' })).rejects.toMatchObject(
      { problems: [{ field: 'url' }] },
    );
  });

  it('leads to another server only with what is sent there given again, or removed', async () => {
    const { ca, clientOne } = testTls;
    const credentials = { type: 'bearer', token: 'a token' } as const;
    const headers = { 'X-Key': 'a key', 'x-other': 'another' };
    const made = await webhooks.create(acme, {
      ...input,
      credentials,
      headers,
      tls: { ca, ...clientOne },
    });
    const { id } = made;
    const fields = (change: object) =>
      webhooks.update(acme, { id }, change).then(
        () => null,
        (error) => error.problems.map(({ field }: { field: string }) => field),
      );
    const all = ['credentials', 'headers.x-key', 'headers.x-other', 'tls.key'];
    expect(await fields({ url: 'https://elsewhere.example/events' })).toEqual(all);
    expect(await fields({ url: 'https://hooks.example.com:8443/events' })).toEqual(all);
    expect(await fields({ url: 'http://hooks.example.com/events' })).toEqual(['tls', ...all.slice(0, 3)]);
    expect(
      await fields({
        url: 'https://elsewhere.example/',
        credentials: null,
        headers: { 'X-KEY': 'new' },
        tls: { ca },
      }),
    ).toEqual(['headers.x-other', 'tls.key']);
    expect(await webhooks.get(acme, id)).toMatchObject({ url: input.url, version: 1 });

    expect(await fields({ url: 'https://HOOKS.example.com:443/elsewhere', name: 'Same server' })).toBeNull();
    expect(await opened(id)).toMatchObject({ credentials, headers: { 'x-key': 'a key' } });
    const moved = { 'x-key': null, 'x-other': 'new' };
    expect(
      await fields({ url: 'https://elsewhere.example/', credentials, headers: moved, tls: clientOne }),
    ).toBeNull();
    expect(await opened(id)).toMatchObject({
      secrets: [made.secret],
      credentials,
      headers: { 'x-other': 'new' },
      tls: { ca, ...clientOne },
    });
    const bare = { url: 'https://third.example/', credentials: null, headers: null, tls: null };
    expect(await fields(bare)).toBeNull();
    expect(await fields({ url: 'https://fourth.example/' })).toBeNull();
  });

  it('is not done from another organization, or to what is not there', async () => {
    const { id } = await webhooks.create(acme, input);
    const elsewhere = await newOrganization('elsewhere');
    for (const [context, wrong] of [
      [elsewhere, id],
      [acme, ids.uuid()],
      [acme, 'x'],
    ] as const) {
      const gone = { code: 'not-found' };
      await expect(webhooks.get(context, wrong)).rejects.toMatchObject(gone);
      await expect(webhooks.update(context, { id: wrong }, { name: 'X' })).rejects.toMatchObject(gone);
      await expect(webhooks.rotateSecret(context, { id: wrong })).rejects.toMatchObject(gone);
      await expect(webhooks.remove(context, wrong)).rejects.toMatchObject(gone);
    }
  });
});

describe('TLS of its own', () => {
  const { ca, otherCa, clientOne, clientTwo, expired } = testTls;
  const secure = { ...input, tls: { ca, ...clientOne } };
  const until = new Date('2120-01-01T00:00:00Z');
  const view = (name: string) => ({ subject: `O=Bellwire tests, CN=${name}`, validUntil: until });

  it('is shown by subject and end only, and is sealed in the database', async () => {
    const made = await webhooks.create(acme, secure);
    expect(made.tls).toEqual({ ca: [view('test-ca')], certificate: view('client-one') });
    expect(await opened(made.id)).toMatchObject({ tls: { ca, ...clientOne } });
    const rows = await database.query({ text: 'select webhooks::text as whole from webhooks' });
    const everything = JSON.stringify([rows, await webhooks.get(acme, made.id), await webhooks.list(acme)]);
    for (const pem of [ca, clientOne.certificate, clientOne.key]) {
      const [, firstLine = ''] = pem.split('\n');
      expect(firstLine).toHaveLength(64);
      expect(everything).not.toContain(firstLine);
      expect(everything).not.toContain(Buffer.from(firstLine).toString('hex'));
    }
  });

  it('is changed part by part, and cleared by null', async () => {
    const { id } = await webhooks.create(acme, { ...secure, headers: { 'x-a': '1' } });
    const other = await webhooks.update(acme, { id }, { tls: clientTwo });
    expect(other.tls).toEqual({ ca: [view('test-ca')], certificate: view('client-two') });
    const noCa = await webhooks.update(acme, { id }, { tls: { ca: null } });
    expect(noCa.tls).toEqual({ ca: null, certificate: view('client-two') });
    const none = await webhooks.update(acme, { id }, { tls: null });
    expect(none).toMatchObject({ tls: null, headerNames: ['x-a'] });
    expect((await opened(id))?.tls).toBeNull();
  });

  it('is refused where it is not sound, and where the URL has no TLS', async () => {
    const { id } = await webhooks.create(acme, secure);
    const plain = await webhooks.create(acme, { ...input, url: 'http://hooks.example.com/' });
    for (const [target, change, field] of [
      [id, { tls: { key: clientTwo.key } }, 'tls.key'],
      [id, { tls: { certificate: null } }, 'tls.certificate'],
      [id, { tls: { ca: 'x' } }, 'tls.ca'],
      [id, { tls: expired }, 'tls.certificate'],
      [id, { url: 'http://hooks.example.com/' }, 'tls'],
      [plain.id, { tls: { ca: otherCa } }, 'tls'],
    ] as const) {
      await expect(webhooks.update(acme, { id: target }, change)).rejects.toMatchObject({
        problems: [{ field }],
      });
    }
    expect(await webhooks.get(acme, id)).toMatchObject({ version: 1, url: input.url });
  });

  it('that has expired since keeps nobody from changing something else', async () => {
    const { id } = await webhooks.create(acme, secure);
    const years = Math.ceil((until.getTime() - clock.nowMs()) / day);
    clock.move(years * day);
    try {
      await expect(webhooks.update(acme, { id }, { name: 'Renamed' })).resolves.toBeDefined();
      await expect(webhooks.update(acme, { id }, { tls: { ca: otherCa } })).rejects.toBeDefined();
      await expect(webhooks.update(acme, { id }, { tls: null })).resolves.toMatchObject({ tls: null });
    } finally {
      clock.move(-years * day);
    }
  });

  it('is null for what was sealed before there was such a thing', async () => {
    const { id } = await webhooks.create(acme, { ...input, headers: { 'x-a': '1' } });
    const context = sealContext('webhooks.sealed_access', acme.organization.id, id);
    const old = vault.seal(JSON.stringify({ credentials: null, headers: { 'x-b': '2' } }), context);
    await database.query({ text: 'update webhooks set sealed_access = $1 where id = $2', values: [old, id] });
    expect(await opened(id)).toMatchObject({ headers: { 'x-b': '2' }, tls: null });
  });
});

describe('rotating the secret', () => {
  it('lets the old one sign beside the new one for the overlap', async () => {
    const { id, secret: old } = await webhooks.create(acme, input);
    const rotated = await webhooks.rotateSecret(acme, { id, overlapSeconds: 3600 });
    const end = new Date(clock.nowMs() + 3_600_000).toISOString();
    expect(rotated.signingSecrets).toEqual([{ validUntil: null }, { validUntil: end }]);
    expect((await opened(id))?.secrets).toEqual([rotated.secret, old]);
    clock.move(3_600_000 - 1);
    expect((await opened(id))?.secrets).toEqual([rotated.secret, old]);
    clock.move(1);
    expect((await opened(id))?.secrets).toEqual([rotated.secret]);
  });

  it('overlaps for a day when nothing is said, and not at all with 0', async () => {
    const { id, secret: first } = await webhooks.create(acme, input);
    const { secret: second } = await webhooks.rotateSecret(acme, { id });
    clock.move(day - 1);
    expect((await opened(id))?.secrets).toEqual([second, first]);
    const { secret: third } = await webhooks.rotateSecret(acme, { id, overlapSeconds: 0 });
    expect((await opened(id))?.secrets).toEqual([third]);
  });

  it('never lengthens the time of an older secret', async () => {
    const { id } = await webhooks.create(acme, input);
    await webhooks.rotateSecret(acme, { id, overlapSeconds: 60 });
    const { signingSecrets } = await webhooks.rotateSecret(acme, { id, overlapSeconds: 3600 });
    const inSeconds = signingSecrets.map(
      ({ validUntil }) => validUntil && (Date.parse(validUntil) - clock.nowMs()) / 1000,
    );
    expect(inSeconds).toEqual([null, 3600, 60]);
  });

  it.each([-1, 0.5, 30 * 86_400 + 1])('refuses an overlap of %d seconds', async (overlapSeconds) => {
    const { id } = await webhooks.create(acme, input);
    await expect(webhooks.rotateSecret(acme, { id, overlapSeconds })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('for the pipeline', () => {
  it('are those that are on, in the order of their creation', async () => {
    const own = await newOrganization('own');
    const made = [];
    for (const name of ['a', 'b', 'c']) made.push(await webhooks.create(own, { ...input, name }));
    await webhooks.update(own, { id: made[1]?.id ?? '' }, { enabled: false });
    const names = async () =>
      (await webhooksEnabled(database, vault, own.organization.id, clock.now())).map(({ name }) => name);
    expect(await names()).toEqual(['a', 'c']);
    const reference = { organizationId: own.organization.id, id: made[0]?.id ?? '' };
    const now = clock.now();
    expect(await webhookSwitchOff(database, { ...reference, reason: 'answer-gone', now })).toBe(true);
    expect(await webhookSwitchOff(database, { ...reference, reason: 'answer-gone', now })).toBe(false);
    expect(await names()).toEqual(['c']);
    expect(await webhooks.get(own, reference.id)).toMatchObject({
      enabled: false,
      disabledReason: 'answer-gone',
      version: 2,
    });
  });
});
