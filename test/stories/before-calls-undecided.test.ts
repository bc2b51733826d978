import { describe, expect, it } from 'vitest';
import { startTestBellwire, type TestOrganization } from '../harness/bellwire.ts';
import type { ScriptedAnswer } from '../harness/receiver.ts';

const bellwire = await startTestBellwire();
const on = { beforeCreate: true, beforeUpdate: true, beforeDelete: true };
const asking = (before: object) => ({ settings: { triggers: { member: on }, before } });
/** Short only where the limit is what counts, so that a busy machine is no time-out. */
const patience = ({ instead }: ScriptedAnswer) => (instead === 'hang' || instead === 'stall' ? 300 : 10_000);

const undecided: [string, ScriptedAnswer, string][] = [
  ['hangs past its limit', { instead: 'hang' }, 'answer-timeout'],
  ['answers 500', { status: 500, body: { type: 'proceed' } }, 'answer-server-error'],
  ['answers 404', { status: 404 }, 'answer-client-error'],
  ['answers 302', { status: 302, headers: { location: '/elsewhere' } }, 'answer-redirect'],
  ['answers what is no HTTP', { instead: 'garbage' }, 'answer-broken'],
  ['breaks the connection off', { instead: 'destroy' }, 'request-failed'],
  ['stops in the middle of its answer', { status: 403, instead: 'stall' }, 'answer-timeout'],
  ['breaks off in the middle of its answer', { status: 403, instead: 'cut' }, 'answer-broken'],
  ['answers HTML', { headers: { 'content-type': 'text/html' }, body: '<p>proceed</p>' }, 'before-nonsense'],
  ['answers an unknown decision', { body: { type: 'perhaps' } }, 'before-nonsense'],
  ['answers another object', { body: { object_type: 'application', name: 'x' } }, 'before-nonsense'],
  ['answers a number', { body: 7 }, 'before-nonsense'],
  ['answers without end', { body: `{"type":"proceed","x":"${'a'.repeat(70_000)}"}` }, 'before-nonsense'],
];

const writes: [
  string,
  (organization: TestOrganization, id: string) => Promise<{ status: number }>,
  string,
][] = [
  [
    'a creation',
    ({ v3 }) => v3.ask('POST', '/members', { username: 'new', email: 'new@example.com', displayName: 'New' }),
    'member.created',
  ],
  ['a change', ({ v3 }, id) => v3.ask('PUT', `/members/${id}`, { phone: '2' }), 'member.updated'],
  ['a deletion', ({ v3 }, id) => v3.ask('DELETE', `/members/${id}`), 'member.deleted'],
];

describe.each(undecided)('a receiver that %s', (_how, answer, reason) => {
  it.each(writes)('lets %s pass where it may proceed unanswered', async (_name, write, event) => {
    const organization = await bellwire.organization();
    const member = await organization.member();
    const receiver = await organization.receiver(asking({ timeoutMs: patience(answer) }));
    receiver.answer((call) => (call.event.startsWith('pre-') ? answer : {}));
    expect((await write(organization, member.id)).status).toBe(200);
    await receiver.waitForCall((call) => call.event.startsWith('post-'));
    expect((await organization.saved()).events).toEqual(['member.created', event]);
    const [attempt] = await organization.native.list('/attempts?kind=before');
    expect(attempt.reason).toBe(reason);
  });

  it.each(writes)('stops %s where it has to agree', async (_name, write) => {
    const organization = await bellwire.organization();
    const member = await organization.member();
    const receiver = await organization.receiver(
      asking({ timeoutMs: patience(answer), whenUnanswered: 'refuse' }),
    );
    receiver.answer((call) => (call.event.startsWith('pre-') ? answer : {}));
    const before = await organization.saved();
    const got = await write(organization, member.id);
    expect(got).toMatchObject({
      status: 400,
      body: { errorCode: 400, errorMessage: expect.stringContaining('has to agree') },
    });
    expect(await organization.saved()).toEqual(before);

    receiver.answer({});
    await organization.application(member);
    const after = await receiver.waitForCall((call) => call.event.startsWith('post-'));
    expect(after.url).toContain('/v1/application/');
    expect(receiver.calls.filter((call) => call.event.startsWith('post-'))).toHaveLength(1);
  });
});

it.each([
  ['an empty 200', {}],
  ['the text of an empty object', { body: '{}' }],
  ['204', { status: 204 }],
  ['proceed as text/plain', { headers: { 'content-type': 'text/plain' }, body: '{"type":"proceed"}' }],
])('%s means proceed, also where the receiver has to agree', async (_name, answer) => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver(asking({ whenUnanswered: 'refuse' }));
  receiver.answer(answer);
  const member = await organization.member();
  expect(await organization.v3.done('GET', `/members/${member.id}`)).toEqual(member);
  const [attempt] = await organization.native.list('/attempts?kind=before');
  expect(attempt).toMatchObject({ reason: null, detail: null });
});

it('a receiver that is not there stops a change where it has to agree', async () => {
  const organization = await bellwire.organization();
  const receiver = await organization.receiver(asking({ whenUnanswered: 'refuse' }));
  const before = await organization.saved();
  await receiver.close();
  const answer = await writes[0]![1](organization, '');
  expect(answer.status).toBe(400);
  expect(await organization.saved()).toEqual(before);
  const [attempt] = await organization.native.list('/attempts?kind=before');
  expect(attempt).toMatchObject({ reason: 'connect-refused', status: null });
});
