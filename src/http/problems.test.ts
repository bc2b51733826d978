import { Readable } from 'node:stream';
import type { InjectOptions } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BareServer, bareServer } from '../../test/harness/bare-server.ts';
import { BellwireError, type ErrorCode } from '../base/errors.ts';

let server: BareServer;
beforeEach(() => {
  server = bareServer();
});
afterEach(() => server.app.close());

describe('an error of a verb', () => {
  const statuses: Record<ErrorCode, number> = {
    invalid: 400,
    required: 400,
    unauthenticated: 401,
    forbidden: 403,
    'not-found': 404,
    duplicate: 409,
    conflict: 409,
    refused: 422,
    unavailable: 503,
  };

  it.each(Object.entries(statuses))('%s is answered with %i', async (code, status) => {
    server.fault.error = new BellwireError(code as ErrorCode, 'What is wrong.', [
      { field: 'settings.a/b', message: 'must not be so' },
    ]);
    const { body, ...answer } = await server.ask({ url: '/api/v1/organizations/acme' });
    expect(answer).toMatchObject({ status, type: expect.stringContaining('application/problem+json') });
    expect(body).toEqual({
      type: `urn:bellwire:problem:${code}`,
      title: expect.any(String),
      status,
      detail: 'What is wrong.',
      code,
      errors: [{ pointer: '/settings/a~1b', detail: 'must not be so' }],
      requestId: 'request-1',
    });
    expect(answer.headers['x-request-id']).toBe('request-1');
  });

  it('says how to sign in where that is what is missing', async () => {
    server.fault.error = new BellwireError('unauthenticated', 'No.');
    const { headers } = await server.ask({ url: '/api/v1/organizations/acme' });
    expect(headers['www-authenticate']).toMatch(/^Bearer /);
  });
});

describe('an internal fault', () => {
  it('is answered with 500 and nothing of its message, which goes to the log', async () => {
    server.fault.error = new Error('password of postgres is hunter2');
    const { status, body } = await server.ask({ url: '/api/v1/organizations/acme' });
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'internal', errors: [] });
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(server.log.lines).toContainEqual({
      level: 'error',
      message: 'request failed',
      facts: expect.objectContaining({ requestId: 'request-1', err: server.fault.error }),
    });
  });

  it('is not taken for a request error because of a status it carries', async () => {
    server.fault.error = Object.assign(new Error('from some library: hunter2'), { statusCode: 418 });
    const { status, body } = await server.ask({ url: '/api/v1/organizations/acme' });
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });
});

describe('a request that gets no further than the server', () => {
  const json = { 'content-type': 'application/json' };
  const cases: [string, InjectOptions, number, string][] = [
    [
      'broken JSON',
      { method: 'POST', url: '/api/v1/organizations', headers: json, payload: '{"a":' },
      400,
      'malformed',
    ],
    [
      'no JSON at all',
      { method: 'POST', url: '/api/v1/organizations', headers: json, payload: '' },
      400,
      'malformed',
    ],
    [
      'a key that would change a prototype',
      { method: 'POST', url: '/api/v1/organizations', headers: json, payload: '{"__proto__":{"a":1}}' },
      400,
      'malformed',
    ],
    [
      'a body over the limit',
      {
        method: 'POST',
        url: '/api/v1/organizations',
        headers: json,
        payload: `"${'a'.repeat(1024 * 1024)}"`,
      },
      413,
      'too-large',
    ],
    [
      'a form where JSON is due',
      {
        method: 'POST',
        url: '/api/v1/organizations',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'a=1',
      },
      415,
      'unsupported-media-type',
    ],
    [
      'text where JSON is due',
      {
        method: 'POST',
        url: '/api/v1/organizations',
        headers: { 'content-type': 'text/plain' },
        payload: '{}',
      },
      415,
      'unsupported-media-type',
    ],
    ['an unknown path', { url: '/api/v1/nowhere' }, 404, 'not-found'],
    ['an unknown path outside', { url: '/nowhere' }, 404, 'not-found'],
    ['a path that cannot be decoded', { url: '/api/v1/organizations/%ff' }, 400, 'malformed'],
    [
      'a method that the path does not take',
      { method: 'PUT', url: '/api/v1/organizations/acme' },
      405,
      'method-not-allowed',
    ],
  ];

  it.each(cases)('is told of %s', async (_name, request, status, code) => {
    const { body, ...answer } = await server.ask(request);
    expect(answer).toMatchObject({ status, type: expect.stringContaining('application/problem+json') });
    expect(body).toMatchObject({ status, code, requestId: 'request-1' });
  });

  it('is told of a body over the limit also where its length is not announced', async () => {
    const payload = Readable.from([Buffer.alloc(700_000, 'a'), Buffer.alloc(700_000, 'a')]);
    const { status } = await server.ask({
      method: 'POST',
      url: '/api/v1/organizations',
      headers: json,
      payload,
    });
    expect(status).toBe(413);
  });

  it('is told which methods the path takes', async () => {
    const { headers } = await server.ask({ method: 'PUT', url: '/api/v1/organizations/acme?x=1' });
    expect(String(headers.allow).split(', ')).toEqual(expect.arrayContaining(['GET', 'PATCH', 'DELETE']));
  });

  it('is told every wrong field by its pointer, and nothing is coerced or dropped', async () => {
    const { status, body } = await server.ask({
      method: 'POST',
      url: '/api/v1/organizations',
      payload: { key: 5, name: '', extra: 1, settings: { customFields: { member: [7] } } },
    });
    expect(status).toBe(400);
    expect(body.errors).toEqual(
      expect.arrayContaining([
        { pointer: '/key', detail: 'must be a string' },
        { pointer: '/name', detail: 'must not be blank' },
        { pointer: '/dialect', detail: 'is required' },
        { pointer: '/extra', detail: 'is not a known field' },
        { pointer: '/settings/customFields/member/0', detail: 'must be a string' },
      ]),
    );
  });

  it('is told a hundred wrong fields at most, and of many values the first that is wrong', async () => {
    const errorsOf = async (count: number) => {
      const extra = Array.from({ length: count }, (_, index) => [`extra${index}`, 1]);
      const payload = { key: 'acme', name: 'Acme', dialect: 'mashery', ...Object.fromEntries(extra) };
      const { status, body } = await server.ask({ method: 'POST', url: '/api/v1/organizations', payload });
      expect(status).toBe(400);
      return body.errors;
    };
    expect(await errorsOf(500)).toHaveLength(100);
    expect(await errorsOf(5000)).toEqual([{ pointer: '/extra0', detail: 'is not a known field' }]);
  });

  it('is told what was meant where a value may be null too', async () => {
    const headers = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 1]));
    const { body } = await server.ask({
      method: 'PATCH',
      url: '/api/v1/organizations/acme/webhooks/1',
      payload: { headers },
    });
    expect(body.errors).toEqual(
      Object.keys(headers).map((name) => ({ pointer: `/headers/${name}`, detail: 'must be a string' })),
    );
  });

  it.each([
    'events?objectId=a%00',
    'deliveries?q=%00',
    'attempts?kind=test&q=%00',
    'audit-entries?targetId=%00',
  ])('is told of a character that nothing has: %s', async (path) => {
    const { status, body } = await server.ask({ url: `/api/v1/organizations/acme/${path}` });
    const pointer = expect.stringMatching(/^\/(objectId|q|targetId)$/);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ pointer, detail: 'must not contain the character U+0000' }]);
  });

  it.each(['event-types/%00', 'objects/a%00/b/history'])('finds nothing at such a path: %s', async (path) => {
    const { status } = await server.ask({ url: `/api/v1/organizations/acme/${path}` });
    expect(status).toBe(404);
  });

  it('is told of a filter that does not exist, instead of getting everything', async () => {
    const { status, body } = await server.ask({ url: '/api/v1/organizations/acme/deliveries?stat=failed' });
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ pointer: '/stat', detail: 'is not a known field' }]);
  });

  it.each([undefined, 'Basic YTpi', 'Bearer', 'Bearer a b', 'bwt_x'])(
    'is asked to sign in when its authorization is %s',
    async (authorization) => {
      const answer = await server.app.inject({
        url: '/api/v1/me',
        headers: authorization ? { authorization } : {},
      });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
    },
  );
});
