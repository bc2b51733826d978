import { beforeAll, describe, expect, it } from 'vitest';
import { area, otherArea, type Served, serve } from '../test-support/serve.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

async function ask(form: Record<string, string> | string, headers: Record<string, string> = {}) {
  return served.app.inject({
    method: 'POST',
    url: '/mashery/v3/token',
    headers: {
      authorization: basic('key1:secret1'),
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    payload: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  });
}

describe('POST /v3/token', () => {
  it('gives tokens for a password', async () => {
    const reply = await ask({
      grant_type: 'password',
      username: 'jo@example.com',
      password: 'p&ss=word',
      scope: area.id,
    });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(reply.json()).toEqual({
      token_type: 'bearer',
      mapi: 'key1',
      access_token: 'access-jo@example.com',
      expires_in: 3600,
      refresh_token: 'refresh-jo@example.com',
      scope: area.id,
    });
  });

  it('gives tokens to the API key itself', async () => {
    const reply = await ask({ grant_type: 'client_credentials', scope: area.id });
    expect(reply.json()).toMatchObject({ access_token: 'access-key1', scope: area.id });
  });

  it('gives tokens for a refresh token', async () => {
    const reply = await ask({ grant_type: 'refresh_token', refresh_token: 'refresh-1' });
    expect(reply.json()).toMatchObject({ access_token: 'access-again' });
  });

  it.each([
    [{ grant_type: 'refresh_token', refresh_token: 'spent' }, 'invalid_grant'],
    [{ grant_type: 'password', username: 'jo@example.com', password: 'no', scope: area.id }, 'invalid_grant'],
    [{ grant_type: 'password', username: 'jo@example.com', scope: area.id }, 'invalid_request'],
    [{ grant_type: 'client_credentials' }, 'invalid_request'],
    [{ grant_type: 'client_credentials', scope: otherArea.id }, 'invalid_scope'],
    [{ grant_type: 'client_credentials', scope: 'nonsense' }, 'invalid_scope'],
    [{ grant_type: 'implicit' }, 'unsupported_grant_type'],
    [{}, 'invalid_request'],
    ['grant_type=client_credentials&grant_type=password', 'invalid_request'],
  ])('answers 400 to %j', async (form, error) => {
    const reply = await ask(form as Record<string, string>);
    expect([reply.statusCode, reply.json().error]).toEqual([400, error]);
    expect(reply.json().error_description).not.toBe('');
  });

  it.each([
    ['', ''],
    ['an unknown key', basic('nobody:secret1')],
    ['a wrong secret', basic('key1:secret2')],
    ['no secret', basic('key1')],
    ['another scheme', 'Bearer editor'],
  ])('answers 401 to %s', async (_name, authorization) => {
    const reply = await ask({ grant_type: 'client_credentials', scope: area.id }, { authorization });
    expect([reply.statusCode, reply.json().error]).toEqual([401, 'invalid_client']);
    expect(reply.headers['www-authenticate']).toBe('Basic realm="Mashery"');
  });

  it('takes forms only', async () => {
    const reply = await ask('{}', { 'content-type': 'application/json' });
    expect([reply.statusCode, reply.json().error]).toEqual([400, 'invalid_request']);
  });

  it('answers 405 to other methods', async () => {
    const reply = await served.app.inject({ method: 'GET', url: '/mashery/v3/token' });
    expect([reply.statusCode, reply.headers.allow]).toEqual([405, 'POST']);
  });
});
