import { type Answer, type Asked, askOnce, askUntilAnswered, type Client } from './asking.ts';
import { signIn } from './stage.ts';

/** How often a member is changed before it goes and another one comes. */
const changesOfOne = 15;

/** Makes members through the V3 API, changes each of them many times, and removes it. */
export async function changeMembers(client: Client): Promise<void> {
  const ask = askingV3(client);
  for (let number = 1; !client.isOver(); number += 1) {
    const name = `${client.name} ${number}`;
    const created = await change('POST', '/members', `${name}/0`, {
      username: name.replaceAll(' ', '-'),
      email: 'joe@example.com',
    });
    // Without an answer it is not known under which id it was made, if at all: the next one, then.
    if (created === null) continue;
    const path = `/members/${JSON.parse(created.text).id}`;
    for (let step = 1; step <= changesOfOne && !client.isOver(); step += 1) {
      await client.pause();
      await change('PUT', path, `${name}/${step}`);
    }
    await askUntilAnswered(client, () => ask('DELETE', path, null));
  }

  async function change(
    method: string,
    path: string,
    mark: string,
    more: object = {},
  ): Promise<Answer | null> {
    const record: Asked = { marks: [mark], outcome: 'unknown', eventIds: null };
    client.asked.push(record);
    const once = () => ask(method, path, { ...more, displayName: mark });
    // A second POST would be told that the name is taken, by the first one perhaps. A second PUT changes nothing more.
    const answer = method === 'POST' ? await once() : await askUntilAnswered(client, once);
    if (answer === null) return null;
    if (answer.status < 300) record.outcome = 'acknowledged';
    else throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.text}`);
    return answer;
  }
}

/** Signs in when it is asked to: a clock that jumps ends tokens before their time. */
function askingV3(client: Client) {
  let token = 'none yet';
  return async (method: string, path: string, body: object | null): Promise<Answer | null> => {
    const url = client.url();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const init = { method, headers, ...(body !== null && { body: JSON.stringify(body) }) };
    const answer = await askOnce(`${url}/mashery/v3/rest${path}`, init);
    if (answer?.status !== 401 && answer?.status !== 403) return answer;
    token = await signIn(url, client.stage).catch(() => token);
    return null;
  };
}
