import { beforeEach, describe, expect, it } from 'vitest';
import { area, type Served, serve } from '../test-support/serve.ts';
import { createV2Client, jo } from '../test-support/v2-client.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
const { post } = createV2Client(() => served);

describe('V2 access', () => {
  const fetch = { method: 'member.fetch', params: ['jo'], id: 1 };

  it.each([
    ['a wrong signature', { sig: 'a'.repeat(32) }],
    ['no signature', { sig: '' }],
    ['an unknown key', { apiKey: 'key9' }],
    ['another area', { area: '296' }],
    ['an area that is not there', { area: 'nowhere' }],
  ])('answers 403 to %s', async (_name, where) => {
    const reply = await post(fetch, where);
    expect(reply.statusCode).toBe(403);
    expect(reply.headers['x-mashery-error-code']).toBe('ERR_403_NOT_AUTHORIZED');
    expect(reply.json()).toEqual({ result: null, error: { code: 403, message: 'Not Authorized' }, id: null });
  });

  it.each([[area.id], [area.key], [String(area.number)], [`/${area.number}`]])(
    'takes %s for the area',
    async (reference) => {
      expect((await post(fetch, { area: reference })).statusCode).toBe(200);
    },
  );

  it('takes a signature four minutes old', async () => {
    expect((await post(fetch, { sig: served.sign('key1', 'secret1', -240) })).statusCode).toBe(200);
  });

  it('answers 403 to a role that may not write', async () => {
    const reply = await post({ method: 'member.create', params: [jo], id: 7 }, { apiKey: 'key2' });
    expect([reply.statusCode, reply.json().error.code, reply.json().id]).toEqual([403, 403, 7]);
    expect(served.objects.records.size).toBe(0);
  });
});

describe('V2 transport', () => {
  it.each([null, 'application/x-www-form-urlencoded', 'text/plain', 'application/json'])(
    'reads JSON whatever the content type says (%s)',
    async (contentType) => {
      const reply = await post({ method: 'member.fetch', params: ['jo'], id: 1 }, { contentType });
      expect(reply.json()).toEqual({ result: null, error: null, id: 1 });
    },
  );

  it.each([
    ['{"method":', 400, -32700],
    ['', 400, -32700],
    ['method=member.fetch', 400, -32700],
    ['5', 400, -32600],
    ['{"id":1}', 400, -32600],
    ['{"method":"member.fetch","params":"x","id":1}', 400, -32600],
    ['{"method":"member.explode","params":[],"id":1}', 404, -32601],
    ['{"method":"toString.constructor","params":[],"id":1}', 404, -32601],
    ['{"method":"member.create","params":["x"],"id":1}', 400, -32602],
    ['{"method":"area.delete","params":[1],"id":1}', 404, -32601],
    ['[]', 400, -32600],
  ])('answers %s with %i and code %i', async (body, status, code) => {
    const reply = await post(body);
    expect([reply.statusCode, reply.json().error.code]).toEqual([status, code]);
  });

  it('mirrors the version', async () => {
    const fetch = { method: 'member.fetch', params: ['jo'], id: 'a' };
    expect((await post({ ...fetch, version: '1.1' })).json()).toEqual({
      version: '1.1',
      result: null,
      id: 'a',
    });
    expect((await post({ ...fetch, jsonrpc: '2.0' })).json()).toEqual({
      jsonrpc: '2.0',
      result: null,
      id: 'a',
    });
    const failed = (await post({ method: 'nope', version: '1.1', id: 2 })).json();
    expect(failed).toEqual({
      version: '1.1',
      error: { name: 'JSONRPCError', code: -32601, message: 'Method not found', data: 'nope' },
      id: 2,
    });
  });

  it('runs a notification and answers nothing', async () => {
    const reply = await post({ jsonrpc: '2.0', method: 'member.create', params: jo });
    expect([reply.statusCode, reply.body, served.objects.records.size]).toEqual([204, '', 1]);
  });

  it('runs a batch in order, each call by itself', async () => {
    const reply = await post([
      { jsonrpc: '2.0', method: 'member.create', params: [jo], id: 1 },
      { jsonrpc: '2.0', method: 'member.create', params: [jo], id: 2 },
      { jsonrpc: '2.0', method: 'member.fetch', params: [jo.username] },
      { method: 'member.fetch', params: [jo.username], id: 3 },
    ]);
    const replies = reply.json() as { id: number; error?: { code: number } }[];
    expect(replies.map(({ id, error }) => [id, error?.code])).toEqual([
      [1, undefined],
      [2, 1001],
      [3, -32600],
    ]);
  });

  it('refuses a batch without end', async () => {
    const calls = Array.from({ length: 51 }, () => ({
      jsonrpc: '2.0',
      method: 'member.create',
      params: [jo],
    }));
    const reply = await post(calls);
    expect([reply.statusCode, served.objects.records.size]).toEqual([400, 0]);
  });

  it('answers 413 to a body over the limit and 405 to GET', async () => {
    const large = await post({ method: 'x'.repeat(30_000), id: 1 });
    expect([large.statusCode, large.json().error.code]).toEqual([413, -32600]);
    const got = await served.app.inject({ method: 'GET', url: '/mashery/v2/json-rpc/295' });
    expect([got.statusCode, got.headers.allow]).toEqual([405, 'POST']);
    const lost = await served.app.inject({
      method: 'POST',
      url: '/mashery/v2/json-rpc/295/more',
      payload: '{}',
    });
    expect([lost.statusCode, lost.json().error.code]).toEqual([404, -32600]);
  });
});
