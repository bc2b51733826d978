import { expect, it } from 'vitest';
import { testApi } from '../../../test/harness/native-api.ts';
import { testTls } from '../../../test/harness/sending/tls/read.ts';

const api = await testApi();
const webhooks = '/api/v1/organizations/acme/webhooks';
const { ca, clientOne, clientTwo } = testTls;

it('takes TLS of its own for a webhook, and never shows more than whose it is', async () => {
  await api.call('POST', '/api/v1/organizations', { body: { key: 'acme', name: 'Acme', dialect: 'small' } });
  const body = { name: 'Billing', url: 'https://hooks.example.com/', tls: { ca, ...clientOne } };
  const made = await api.call('POST', webhooks, { body });
  const until = '2120-01-01T00:00:00.000Z';
  expect(made).toMatchObject({
    status: 201,
    body: {
      tls: {
        ca: [{ subject: 'O=Bellwire tests, CN=test-ca', validUntil: until }],
        certificate: { subject: 'O=Bellwire tests, CN=client-one', validUntil: until },
      },
    },
  });
  const path = `${webhooks}/${made.body.id}`;
  const wrong = await api.call('PATCH', path, { body: { tls: { key: clientTwo.key } } });
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ pointer: '/tls/key' }] } });
  expect((await api.call('PATCH', path, { body: { tls: { cert: 'x' } } })).status).toBe(400);
  expect((await api.call('PATCH', path, { body: { tls: null } })).body.tls).toBeNull();
  for (const text of [made.text, wrong.text, JSON.stringify(api.log.lines)]) {
    expect(text).not.toContain('-----BEGIN');
    expect(text).not.toContain(clientTwo.key.split('\n')[1]);
  }
});
