import type { Json, JsonObject } from '../../../../base/json.ts';
import { area, type Served } from './serve.ts';

/** How a call differs from a right one. */
export interface Where {
  area?: string;
  apiKey?: string;
  sig?: string;
  contentType?: string | null;
}

/** A member whose name has everything in it that an address or a string may stumble over. */
export const jo = { username: 'jo/?%..\'"👋مرحبا', email: 'jo@example.com', display_name: 'Jo' };

/** Calls V2 as a client would. */
export function createV2Client(served: () => Served) {
  async function post(body: Json | string, where: Where = {}) {
    const apiKey = where.apiKey ?? 'key1';
    const sig = where.sig ?? served().sign(apiKey, `secret${apiKey.slice(3)}`);
    const { contentType = 'application/json' } = where;
    return served().app.inject({
      method: 'POST',
      url: `/mashery/v2/json-rpc/${where.area ?? area.number}?apikey=${apiKey}&sig=${sig}`,
      headers: contentType === null ? {} : { 'content-type': contentType },
      payload: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  return {
    post,
    /** The result of a call that succeeds. */
    async call(method: string, ...params: Json[]): Promise<JsonObject> {
      const reply = (await post({ method, params, id: 1 })).json();
      if (reply.error !== null) throw new Error(`${method} failed: ${JSON.stringify(reply.error)}`);
      return reply.result;
    },
    /** Status and error of a call that fails. */
    async failing(method: string, ...params: Json[]) {
      const reply = await post({ method, params, id: 1 });
      if (reply.json().result !== null) throw new Error(`${method} did not fail: ${reply.body}`);
      return [reply.statusCode, reply.json().error] as const;
    },
  };
}
