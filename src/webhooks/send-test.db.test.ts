import { expect, it } from 'vitest';
import { testApi } from '../../test/harness/native-api.ts';
import { bellwirePrincipal } from '../access/bellwire-principal.ts';
import { standardPolicy } from '../pipeline/delivery/standard-policy.ts';
import { createWebhooks } from './webhooks.ts';

const api = await testApi();
const quickPolicy = { ...standardPolicy, connectTimeoutMs: 100, totalTimeoutMs: 200 };
const used: unknown[] = [];
const webhooks = createWebhooks({
  ...api.webhookServices,
  policyOfFormat: (format) => (format === 'standard' ? quickPolicy : standardPolicy),
  sender: {
    async send(_request, policy) {
      used.push(policy);
      return { answer: null, timings: { total: 0 }, reason: 'connect-failed', detail: null };
    },
  },
});

it('has the time limits that a delivery has: those of the format, or of the webhook itself', async () => {
  const organization = await api.organizations.create(bellwirePrincipal, {
    key: 'acme',
    name: 'Acme',
    dialect: 'small',
  });
  const context = { principal: bellwirePrincipal, organization };
  const { id } = await webhooks.create(context, { name: 'Billing', url: 'https://hooks.example.com/' });
  const told = { type: 'invoice.paid', data: { total: 3 } };
  await webhooks.sendTest(context, { id, ...told });
  await webhooks.update(context, { id }, { policy: { totalTimeoutMs: 9000 } });
  await webhooks.sendTest(context, { id, ...told });
  expect(used).toEqual([quickPolicy, { ...quickPolicy, totalTimeoutMs: 9000 }]);
});
