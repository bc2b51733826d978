import { describe, expect, it } from 'vitest';
import { credentialProblems, headerProblems, receiverHeaders } from './receiver-headers.ts';

describe('receiver headers', () => {
  const none = { headers: {}, userAgent: null, credentials: null };

  it("lets the format's own headers win over all others", () => {
    const webhook = {
      headers: {
        'X-Team': 'a',
        Accept: 'text/html',
        'Webhook-Id': 'forged',
        Host: 'b',
        Authorization: 'ApiKey 1',
      },
      userAgent: 'Ours 2',
      credentials: { type: 'bearer', token: 't' } as const,
    };
    expect(receiverHeaders(webhook, 'Default', { accept: 'application/json', 'webhook-id': 'real' })).toEqual(
      {
        'x-team': 'a',
        'user-agent': 'Ours 2',
        authorization: 'Bearer t',
        accept: 'application/json',
        'webhook-id': 'real',
      },
    );
  });

  it('falls back to the default user agent, and to an authorization among the static headers', () => {
    const headers = receiverHeaders({ ...none, headers: { Authorization: 'ApiKey 1' } }, 'Default', {});
    expect(headers).toEqual({ 'user-agent': 'Default', authorization: 'ApiKey 1' });
  });

  it('writes Basic credentials in UTF-8', () => {
    const credentials = { type: 'basic', username: 'zoë', password: 'a:b' } as const;
    const { authorization } = receiverHeaders({ ...none, credentials }, 'Default', {});
    expect(Buffer.from(authorization!.replace('Basic ', ''), 'base64').toString()).toBe('zoë:a:b');
  });

  it('leaves ordinary headers in peace', () => {
    expect(headerProblems({ 'X-Api-Key': 'secret; with, punctuation', Authorization: 'ApiKey 1' })).toEqual(
      [],
    );
  });

  it.each([
    ['a line break in the value', { 'X-A': 'a\r\nHost: evil' }],
    ['a character outside ASCII', { 'X-A': 'é' }],
    ['a NUL', { 'X-A': '\u0000' }],
    ['a value without end', { 'X-A': 'a'.repeat(4097) }],
    ['a name that is no token', { 'X A': 'a' }],
    ['an empty name', { '': 'a' }],
    ['a line break in the name', { 'X-A\n': 'a' }],
    ['a hop-by-hop name', { 'Transfer-Encoding': 'chunked' }],
    ['a proxy name', { 'Proxy-Authorization': 'a' }],
    ['the content type', { 'Content-Type': 'text/plain' }],
    ['the host', { HOST: 'a' }],
    ['a name of the signature', { 'Webhook-Signature': 'v1,a' }],
    ['the same name twice', { 'X-A': '1', 'x-a': '2' }],
  ])('refuses %s', (_what, headers) => {
    expect(headerProblems(headers)).toHaveLength(1);
  });

  it('refuses credentials that no header can carry', () => {
    expect(credentialProblems({ type: 'bearer', token: 'a\nb' })[0]?.field).toBe('credentials.token');
    expect(credentialProblems({ type: 'basic', username: 'a:b', password: '' })[0]?.field).toBe(
      'credentials.username',
    );
    expect(credentialProblems({ type: 'basic', username: 'zoë', password: 'p:w' })).toEqual([]);
  });
});
