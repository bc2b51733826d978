import type { Json, JsonObject } from '../../../../base/json.ts';
import type { Served } from './serve.ts';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A member whose name has everything in it that an address or a string may stumble over. */
export const jo = { username: 'jo/?%..\'"👋مرحبا', email: 'jo@example.com', displayName: 'Jo' };

/** Calls V3 as a client would. */
export function createV3Client(served: () => Served) {
  async function send(
    method: Method,
    path: string,
    body?: Json | string,
    headers: Record<string, string> = {},
  ) {
    return served().app.inject({
      method,
      url: `/mashery/v3/rest${path}`,
      headers: {
        authorization: 'Bearer editor',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  /** The body of a request that succeeds. */
  async function ok(method: Method, path: string, body?: Json): Promise<JsonObject> {
    const reply = await send(method, path, body);
    if (reply.statusCode !== 200) throw new Error(`${method} ${path}: ${reply.statusCode} ${reply.body}`);
    return reply.body === '' ? {} : reply.json();
  }

  /** A member with an application, a package with a plan, and a key to it. */
  async function story() {
    const member = await ok('POST', '/members', jo);
    const application = await ok('POST', `/members/${member.id}/applications`, { name: 'A' });
    const pack = await ok('POST', '/packages', { name: 'P' });
    const plan = await ok('POST', `/packages/${pack.id}/plans`, { name: 'Q' });
    const key = await ok('POST', `/applications/${application.id}/packageKeys`, {
      apikey: 'k1',
      package: { id: pack.id! },
      plan: { id: plan.id! },
    });
    return { member, application, pack, plan, key };
  }

  return { send, ok, story };
}
