import { beforeAll, expect, it } from 'vitest';
import { apigeePolicy } from '../../src/dialects/apigee/policy.ts';
import { standardPolicy } from '../../src/pipeline/delivery/standard-policy.ts';
import { type ApigeeOrganization, apigeeOrganization } from '../harness/apigee.ts';
import { startTestBellwire } from '../harness/bellwire.ts';

/** A dialect with a policy of its own, which its shared formats do not have. */
let apigee: ApigeeOrganization;

beforeAll(async () => {
  apigee = await apigeeOrganization(await startTestBellwire(), 'policies');
});

const made = (format: string, policy: object | null = null) =>
  apigee.native.done('POST', '/webhooks', { name: format, url: 'http://127.0.0.1:9000/', format, policy });
const change = ({ id }: { id: string }, body: object) => apigee.native.done('PATCH', `/webhooks/${id}`, body);

it("begins the policy of a webhook with that of its format, the dialect's own or the standard one", async () => {
  const policy = { totalTimeoutMs: 20_000 };
  for (const format of ['standard', 'cloudevents'])
    expect((await change(await made(format), { policy })).policy).toEqual({ ...standardPolicy, ...policy });
  expect((await change(await made('apigee'), { policy })).policy).toEqual({ ...apigeePolicy, ...policy });
});

it('judges a new time limit by the others of the format', async () => {
  expect((await made('standard', { connectTimeoutMs: 8000 })).policy).toEqual({
    ...standardPolicy,
    connectTimeoutMs: 8000,
  });
  const tooLong = {
    name: 'n',
    url: 'http://127.0.0.1:9000/',
    format: 'apigee',
    policy: { connectTimeoutMs: 8000 },
  };
  expect((await apigee.native.ask('POST', '/webhooks', tooLong)).status).toBe(400);
});

it('takes the policy of the format that the same change chooses', async () => {
  const webhook = await made('apigee');
  const { policy } = await change(webhook, { format: 'standard', policy: { jitter: 0 } });
  expect(policy).toEqual({ ...standardPolicy, jitter: 0 });
});
