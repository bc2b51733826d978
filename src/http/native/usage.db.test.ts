import { beforeAll, expect, it } from 'vitest';
import { testApi } from '../../../test/harness/native-api.ts';

const { call } = await testApi();
const path = '/api/v1/organizations/acme/usage';

beforeAll(async () => {
  await call('POST', '/api/v1/organizations', { body: { key: 'acme', name: 'Acme', dialect: 'small' } });
});

const send = (to: string, type: string, body: string) =>
  call('POST', to, { body, headers: { 'content-type': type } });

it.each([
  [path, 'text/plain'],
  [path, 'application/x-ndjson'],
  [`${path}/kong`, 'application/jsonl'],
  [`${path}/kong`, 'application/cloudevents+json'],
  [`${path}/nginx`, 'application/json'],
  [path, 'application/xml'],
])('says what %s takes instead of %s', async (to, type) => {
  expect(await send(to, type, '{}')).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
});

it.each([path, `${path}/kong`, `${path}/nginx`])('asks for a body at %s', async (to) => {
  expect(await call('POST', to)).toMatchObject({ status: 400, body: { code: 'invalid' } });
  expect(await send(to, to.endsWith('nginx') ? 'text/plain' : 'application/json', '')).toMatchObject({
    status: 400,
  });
});

it('knows a media type in whatever letters, and with parameters', async () => {
  const event = { specversion: '1.0', id: '1', source: 'a', type: 't', data: { app: 'a', product: 'p' } };
  const answer = await send(path, 'Application/CloudEvents+JSON; charset=utf-8', JSON.stringify(event));
  expect(answer).toMatchObject({ status: 202 });
});
