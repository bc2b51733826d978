import { documentedAnswers, type OpenApiDocument } from './documented-answers.ts';
import { bodyOf, type HttpAnswer, request } from './http-client.ts';

/** Calls the native API. Every answer has to be one that its OpenAPI document promises. */
export interface NativeClient {
  ask(method: string, path: string, body?: unknown): Promise<HttpAnswer>;
  /** The same, for what has to succeed. */
  done(method: string, path: string, body?: unknown): Promise<HttpAnswer['body']>;
  /** All items of a list, newest first. */
  list(path: string): Promise<HttpAnswer['body'][]>;
  /** The same API, asked with another token (null: none) or from another path on. */
  as(token: string | null): NativeClient;
  at(path: string): NativeClient;
}

export async function createNativeClient(url: string, token: string): Promise<NativeClient> {
  const document = await request(`${url}/api/v1/openapi.json`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const undocumented = documentedAnswers(document.body as OpenApiDocument);

  function client(root: string, bearer: string | null): NativeClient {
    const ask: NativeClient['ask'] = async (method, path, body) => {
      const answer = await request(`${root}${path}`, {
        method,
        headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
        body,
      });
      const wrong = undocumented({
        method,
        path: new URL(`${root}${path}`).pathname,
        status: answer.status,
        contentType: answer.headers.get('content-type') ?? '',
        body: answer.body,
      });
      if (wrong.length > 0) throw new Error(`Not as documented:\n${wrong.join('\n')}`);
      return answer;
    };
    const done: NativeClient['done'] = async (method, path, body) =>
      bodyOf(await ask(method, path, body), `${method} ${path}`);
    return {
      ask,
      done,
      async list(path) {
        const items: HttpAnswer['body'][] = [];
        const mark = path.includes('?') ? '&' : '?';
        for (let before: string | null = ''; before !== null; ) {
          const more = before === '' ? '' : `&before=${before}`;
          const page: HttpAnswer['body'] = await done('GET', `${path}${mark}limit=200${more}`);
          items.push(...page.items);
          before = page.older;
        }
        return items;
      },
      as: (other) => client(root, other),
      at: (path) => client(`${root}${path}`, bearer),
    };
  }
  return client(`${url}/api/v1`, token);
}
