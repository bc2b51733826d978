import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listenToStream } from '../../../test/harness/event-stream.ts';
import { testJobs } from '../../../test/harness/jobs.ts';
import { searchedAttempt } from '../../../test/harness/searched-attempts.ts';
import { uuidAtMs } from '../../base/ids.ts';

const jobs = await testJobs();
const { api } = jobs;
const webhookId = await jobs.webhook();
let url: string;
const ending: (() => void)[] = [];

beforeAll(async () => {
  url = await api.app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => {
  for (const end of ending.splice(0)) end();
});

async function listen(query = '') {
  const stream = await listenToStream(`${url}/api/v1/organizations/acme/attempts/stream${query}`, {
    authorization: `Bearer ${api.adminToken}`,
  });
  ending.push(stream.close);
  await stream.until('retry: 2000');
  return stream;
}

/** Some attempts, of the next second. */
async function attempts(...texts: string[]): Promise<string[]> {
  api.clock.move(1000);
  const ids: string[] = [];
  for (const text of texts) ids.push(await searchedAttempt(jobs, { webhookId, deliveryId: null, text }));
  return ids;
}

/** What was told, summed up. */
function told(text: string): { count: number; newest: string[] } {
  const all = [...text.matchAll(/event: attempts\ndata: (.*)\n\n/g)].map((match) => JSON.parse(match[1]!));
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    newest: all.map(({ newest }) => newest),
  };
}

describe('the stream of attempts', () => {
  it('tells how many were made that a search finds, each once', async () => {
    const [all, ada] = [await listen(), await listen('?text=ada&test=true')];
    const first = await attempts('ada', 'grace', 'ada lovelace');
    for (const stream of [all, ada]) await stream.until(first[2]!);
    const [last] = await attempts('adaline');
    expect(told(await all.until(last!)).count).toBe(4);
    const { count, newest } = told(await ada.until(last!));
    expect(count).toBe(3);
    expect(newest.at(-1)).toBe(last);
  });

  it('tells of one that is written behind a newer one', async () => {
    const stream = await listen();
    const [newer] = await attempts('ada');
    await stream.until(newer!);
    const id = uuidAtMs(api.clock.nowMs() - 500);
    const late = await searchedAttempt(jobs, { webhookId, deliveryId: null, text: 'late', id });
    expect(told(await stream.until(late)).newest).toContain(late);
  });

  it('is silent about what was made before it, and what the search does not find', async () => {
    await attempts('ada');
    api.clock.move(1000);
    const stream = await listen('?text=ada&status=5xx');
    await attempts('ada', 'grace');
    const id = await searchedAttempt(jobs, { webhookId, deliveryId: null, text: 'ada', status: 503 });
    expect(told(await stream.until(id))).toEqual({ count: 1, newest: [id] });
  });

  it('is refused with a filter that makes no sense', async () => {
    const path = '/api/v1/organizations/acme/attempts/stream';
    expect(await api.call('GET', `${path}?status=6xx`)).toMatchObject({ status: 400 });
    expect(await api.call('GET', `${path}?words=a`)).toMatchObject({ status: 400 });
    expect(await api.call('GET', path, { token: null })).toMatchObject({ status: 401 });
  });
});
