import { createApiClient } from '../../src/cli/demo/api-client.ts';

/** The organization that the benchmark publishes in. */
interface BenchOrganization {
  id: string;
  /** Of its routes. */
  path: string;
  /** In the order of the receivers. */
  webhookIds: string[];
}

/** An organization with webhooks that lead to receivers. */
export async function makeOrganization(input: {
  url: string;
  token: string;
  receivers: readonly { origin: string }[];
  concurrency: number;
  /** Those of one object go out one after the other. */
  ordered?: boolean;
}): Promise<BenchOrganization> {
  const native = createApiClient(`${input.url}/api/v1`, input.token);
  const { id } = await native('POST', '/organizations', { key: 'bench', name: 'Bench', dialect: 'mashery' });
  const webhookIds: string[] = [];
  for (const [index, { origin }] of input.receivers.entries()) {
    const webhook = await native('POST', '/organizations/bench/webhooks', {
      name: `Receiver ${index + 1}`,
      url: `${origin}/hook`,
      format: 'standard',
      limits: { concurrency: input.concurrency, ordering: input.ordered === true ? 'object' : 'none' },
    });
    webhookIds.push(String(webhook.id));
  }
  return { id: String(id), path: '/api/v1/organizations/bench', webhookIds };
}
