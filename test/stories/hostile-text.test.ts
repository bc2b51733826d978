import { describe, expect, it } from 'vitest';
import { startTestBellwire } from '../harness/bellwire.ts';

const bellwire = await startTestBellwire();

const texts: [string, string][] = [
  ['a path upwards', '../../etc/passwd'],
  ['two dots', '..'],
  ['a slash and a question mark', 'a/b?c=d&e=f#g'],
  ['percent signs', '100%25 %2F %zz %'],
  ['quotes', `'; drop table objects; -- "x" \`y\` \\`],
  ['HTML', '<script>alert("1")</script>&amp;'],
  ['brackets and equals', 'a[b][0]=c&d'],
  ['plus and spaces', '  a + b  '],
  ['emoji', '🐝👩‍👩‍👧‍👦🏳️‍🌈'],
  ['right-to-left', 'שלום עולם \u202eabc\u202c مرحبا'],
  ['a combining accent', 'e\u0301 é'],
  ['line breaks and a tab', 'one\ntwo\r\nthree\tfour'],
  ['control characters', '\u0001\u001b[31m\u007f\u0085\u2028\u2029'],
  ['a byte order mark', '\ufeffx\ufffd'],
  ['names of every object', '__proto__ constructor toString'],
  ['what SQL and JSON paths know', '$.a ? (@ == 1) %_\\_ $1 {}'],
];

describe.each(texts)('%s', (_name, text) => {
  it('travels unharmed through V3, V2, JSON, form and the log', async () => {
    const organization = await bellwire.organization({ customFields: { member: ['crm_id'] } });
    const { v3, v2 } = organization;
    const json = await organization.receiver();
    const form = await organization.receiver({ settings: { encoding: 'form' } });
    const member = await organization.member({ username: text, displayName: text, crm_id: text });
    const application = await organization.application(member, { name: text, description: text });
    const packageKey = await organization.packageKey(application, { apikey: text, secret: text });
    const key = await organization.legacyKey(application, { apikey: text });

    expect(member).toMatchObject({ username: text, displayName: text, crm_id: text });
    expect(await v3.done('GET', `/applications/${application.id}`)).toMatchObject({
      username: text,
      name: text,
    });
    expect(await v2.result('member.fetch', text)).toMatchObject({ uuid: member.id, display_name: text });
    const quoted = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
    const found = await v2.result('object.query', `SELECT * FROM package_keys WHERE apikey = ${quoted}`);
    expect(found.items.map(({ uuid }: { uuid: string }) => uuid)).toEqual([packageKey.id]);
    const filter = encodeURIComponent(`displayName:${text}`);
    const listed = await v3.done('GET', `/members?filter=${filter}`);
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([member.id]);
    const again = await v2.ask('member.create', { username: text, email: 'a@b.example', display_name: 'x' });
    expect(again.body.error.code).toBe(1001);

    const call = await json.waitForCall(({ url }) => url.startsWith('/v1/package_key/'));
    const related = {
      member: { username: text, crm_id: text },
      application: { name: text, description: text },
    };
    expect(JSON.parse(call.body)).toMatchObject({ apikey: text, secret: text, ...related });
    const keyCall = await json.waitForCall(({ url }) => url.startsWith(`/v1/key/${key.id}?`));
    expect(JSON.parse(keyCall.body)).toMatchObject({ apikey: text, username: text, ...related });
    const { body } = await form.waitForCall(({ url }) => url.startsWith('/v1/package_key/'));
    const fields = new Map(new URLSearchParams(body));
    for (const name of ['apikey', 'secret', 'member[username]', 'member[crm_id]', 'application[name]']) {
      expect([name, fields.get(name)]).toEqual([name, text]);
    }

    const log = async () => organization.native.list(`/attempts?objectId=${packageKey.id}`);
    await expect.poll(async () => (await log()).length, { timeout: 10_000 }).toBe(2);
    const attempts = await Promise.all(
      (await log()).map(({ id }) => organization.native.done('GET', `/attempts/${id}`)),
    );
    const contents = attempts.map(({ request }) => request.body.content);
    expect(contents.sort()).toEqual([body, call.body].sort());
  });

  it('travels unharmed back: from a receiver into the object, and into the reply', async () => {
    const organization = await bellwire.organization();
    const receiver = await organization.receiver({
      settings: { triggers: { member: { beforeCreate: true } }, applyReturnedData: true },
    });
    receiver.answer(({ event }) =>
      event === 'pre-create'
        ? { body: { member: { external_id: text } } }
        : { body: { member: { company: text } } },
    );
    const member = await organization.member();
    expect(member.externalId).toBe(text);
    const company = async () => (await organization.v3.done('GET', `/members/${member.id}`)).company;
    await expect.poll(company, { timeout: 10_000 }).toBe(text);
  });
});

it('a refusal is told in one line of what the receiver said', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver({
    settings: { triggers: { member: { beforeCreate: true } } },
  });
  const message = '🐝 "no"\r\n<b>never</b>\u0000 שלום';
  receiver.answer({ body: { type: 'reject', message } });
  const body = { username: 'x', email: 'x@example.com', displayName: 'x' };
  const answer = await organization.v3.ask('POST', '/members', body);
  expect(answer.body.errorMessage).toBe('🐝 "no" <b>never</b> שלום');
});

it('a root with any text in it is called as it was written', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver();
  const url = `${receiver.root}/a%2Fb/ü/%25/🔔?q=%26%3D&x=ü`;
  await organization.native.done('PATCH', `/webhooks/${receiver.webhook.id}`, { url });
  await organization.member();
  const [call] = await receiver.waitForCount(1);
  const path = '/a%2Fb/%C3%BC/%25/%F0%9F%94%94/v1/member/';
  expect(call!.url).toContain(path);
  expect(call!.url).toContain('?q=%26%3D&x=%C3%BC&event=post-create&txn=');
});

it('an answer of any bytes is kept, and breaks nothing', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver();
  const headers = { 'x-odd': 'caf\u00e9 \u00ff', 'content-type': 'application/json; charset=klingon' };
  receiver.answer({ headers, body: '\u0000\ud83d{"a":' });
  await organization.member();
  const look = () => organization.native.list('/attempts');
  await expect.poll(async () => (await look()).length, { timeout: 10_000 }).toBe(1);
  const attempt = await organization.native.done('GET', `/attempts/${(await look())[0].id}`);
  expect(attempt).toMatchObject({ status: 200, reason: null });
  expect(attempt.response.body.content).toBe('\u0000\ufffd{"a":');
});
