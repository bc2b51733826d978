import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createIds } from '../../src/base/ids.ts';
import type { HttpServices } from '../../src/http/http-services.ts';
import { buildServer } from '../../src/http/server.ts';
import { movableClock } from '../harness/movable-clock.ts';
import { recordingLog } from '../harness/recording-log.ts';

const packageFile = new URL('../../package.json', import.meta.url);
const file = new URL('../../openapi/native.json', import.meta.url);

it('serves the OpenAPI document that is committed (UPDATE_OPENAPI=1 writes it anew)', async () => {
  const served = await servedDocument();
  if (process.env.UPDATE_OPENAPI === '1') await writeFile(file, `${JSON.stringify(served, null, 2)}\n`);
  expect(served).toEqual(JSON.parse(await readFile(file, 'utf8')));
});

it('names every operation `entity.verb`, once, with a summary, a tag, and its refusals', async () => {
  const { paths } = await servedDocument();
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  expect(operations.length).toBeGreaterThan(20);
  for (const operation of operations) {
    expect(operation).toMatchObject({
      operationId: expect.stringMatching(/^[a-z]+\.[a-zA-Z]+$/),
      summary: expect.any(String),
      tags: [expect.any(String)],
      responses: { 401: expect.anything(), 403: expect.anything(), default: expect.anything() },
    });
  }
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

it('is limited to the native API: health and dialects are not in it', async () => {
  const { paths } = await servedDocument();
  for (const path of Object.keys(paths)) expect(path).toMatch(/^\/api\/v1\//);
});

it('refers only to components that it has', async () => {
  const document = await servedDocument();
  const wanted = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target);
  expect(wanted.length).toBeGreaterThan(0);
  const names = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect(names).toEqual(expect.arrayContaining([...new Set(wanted)]));
});

interface Document {
  paths: Record<string, Record<string, { operationId: string }>>;
  components: { schemas: object };
}

async function servedDocument(): Promise<Document> {
  const clock = movableClock();
  // Nothing behind the server is asked for its document.
  const services: Pick<HttpServices, 'dialects' | 'log' | 'clock' | 'ids' | 'version'> = {
    dialects: [{ prefix: '/other', routes: async (app) => void app.get('/thing', async () => 'a thing') }],
    log: recordingLog(),
    clock,
    ids: createIds(clock),
    version: JSON.parse(await readFile(packageFile, 'utf8')).version,
  };
  const app = buildServer(services as HttpServices);
  try {
    return (await app.inject({ url: '/api/v1/openapi.json' })).json();
  } finally {
    await app.close();
  }
}
