import { beforeEach, describe, expect, it } from 'vitest';
import { BellwireError } from '../../../../base/errors.ts';
import type { Json } from '../../../../base/json.ts';
import { type Served, serve } from '../test-support/serve.ts';
import { createV3Client, jo, type Method } from '../test-support/v3-client.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
const { ok, send, story } = createV3Client(() => served);

describe('V3 refusals', () => {
  it.each([
    [{ ...jo, display_name: 'x' }, 'display_name', 'is not a known property'],
    [{ ...jo, nope: 1 }, 'nope', 'is not a known property'],
    [{ ...jo, displayName: 5 }, 'displayName', 'must be a string'],
    [{ email: 'jo@example.com', username: 'jo' }, 'displayName', 'is required'],
    [{ ...jo, postalCode: 'x'.repeat(65) }, 'postalCode', 'must be at most 64 characters long'],
    [{ ...jo, roles: [{}] }, 'roles', 'must be a list of objects with an id'],
    [JSON.parse('{"__proto__":{"x":1}}'), '__proto__', 'is not a known property'],
  ])('names the property in %j', async (body, property, message) => {
    const reply = await send('POST', '/members', body as Json);
    expect([reply.statusCode, reply.json()]).toEqual([400, { errors: [{ property, message }] }]);
    expect(served.objects.records.size).toBe(0);
  });

  it.each<[string, Method, string, string | undefined, Record<string, string>, number]>([
    ['broken JSON', 'POST', '/members', '{"a":', {}, 400],
    ['a form', 'POST', '/members', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a large body', 'POST', '/members', `"${'x'.repeat(30_000)}"`, {}, 413],
    ['no body', 'POST', '/members', '', {}, 400],
    ['a list for an object', 'POST', '/members', '[]', {}, 400],
    ['an unknown route', 'GET', '/nothing', undefined, {}, 404],
    ['an unknown route and no token', 'GET', '/nothing', undefined, { authorization: '' }, 404],
    ['an id that is none', 'GET', '/members/..%2F%3F', undefined, {}, 404],
    ['an unknown id', 'GET', '/members/01900000-0000-7000-8000-00000000ffff', undefined, {}, 404],
    ['a wrong method', 'PATCH', '/members', '{}', {}, 405],
    ['emptying the area', 'DELETE', '/members', undefined, {}, 405],
    ['writing roles', 'POST', '/roles', '{}', {}, 405],
    ['no token', 'GET', '/members', undefined, { authorization: '' }, 401],
    ['an expired token', 'GET', '/members', undefined, { authorization: 'Bearer gone' }, 401],
    ['another scheme', 'GET', '/members', undefined, { authorization: 'Basic editor' }, 401],
    ['a token for everything', 'GET', '/members', undefined, { authorization: 'Bearer everything' }, 403],
    ['a viewer who writes', 'POST', '/members', JSON.stringify(jo), { authorization: 'Bearer viewer' }, 403],
  ])('answers %s: %s %s', async (_name, method, path, body, headers, status) => {
    const reply = await send(method, path, body, headers);
    expect([reply.statusCode, reply.json().errorCode]).toEqual([status, status]);
    expect(reply.json().errorMessage).toMatch(/\.$/);
    expect(reply.headers['www-authenticate'] !== undefined).toBe(status === 401);
    expect(served.objects.records.size).toBe(0);
  });

  it('says where applications and package keys are made', async () => {
    const reply = await send('POST', '/packageKeys', { apikey: 'x' });
    expect([reply.statusCode, reply.headers.allow]).toEqual([405, 'GET']);
    expect(reply.json().errorMessage).toContain('POST to /applications/{applicationId}/packageKeys');
    expect((await send('POST', '/applications', {})).json().errorMessage).toContain(
      '/members/{memberId}/applications',
    );
  });

  it('does not find an item under another parent', async () => {
    const { key } = await story();
    const other = await ok('POST', '/members', { ...jo, username: 'other' });
    const application = await ok('POST', `/members/${other.id}/applications`, { name: 'B' });
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const reply = await send(method, `/applications/${application.id}/packageKeys/${key.id}`, {});
      expect(reply.statusCode).toBe(404);
    }
  });

  it('answers a taken username with 409', async () => {
    await ok('POST', '/members', jo);
    const reply = await send('POST', '/members', jo);
    expect([reply.statusCode, reply.json()]).toEqual([
      409,
      { errors: [{ property: 'username', message: 'is taken' }] },
    ]);
  });

  it('hands on what a before-webhook says', async () => {
    served.objects.refusal = new BellwireError('refused', 'Not on our list.', [
      { field: 'display_name', message: 'is rude' },
    ]);
    const reply = await send('POST', '/members', jo);
    expect([reply.statusCode, reply.json()]).toEqual([
      400,
      {
        errorCode: 400,
        errorMessage: 'Not on our list.',
        errors: [{ property: 'displayName', message: 'is rude' }],
      },
    ]);
  });

  it('says nothing of an internal fault', async () => {
    served.objects.refusal = new Error('password=hunter2');
    const reply = await send('POST', '/members', jo);
    expect([reply.statusCode, reply.json()]).toEqual([
      500,
      { errorCode: 500, errorMessage: 'Something went wrong on our side.' },
    ]);
  });

  it('answers in its own shape beside the APIs', async () => {
    const reply = await served.app.inject({ method: 'GET', url: '/mashery/nothing' });
    expect([reply.statusCode, reply.json().errorCode]).toEqual([404, 404]);
  });
});
