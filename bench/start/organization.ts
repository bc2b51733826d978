import { createApiClient } from '../../src/cli/demo/api-client.ts';

/** An organization with webhooks that lead to receivers. Answers with its id. */
export async function makeOrganization(input: {
  url: string;
  token: string;
  receivers: readonly { origin: string }[];
  concurrency: number;
}): Promise<{ id: string; path: string }> {
  const native = createApiClient(`${input.url}/api/v1`, input.token);
  const { id } = await native('POST', '/organizations', { key: 'bench', name: 'Bench', dialect: 'mashery' });
  for (const [index, { origin }] of input.receivers.entries()) {
    await native('POST', '/organizations/bench/webhooks', {
      name: `Receiver ${index + 1}`,
      url: `${origin}/hook`,
      format: 'standard',
      limits: { concurrency: input.concurrency },
    });
  }
  return { id: String(id), path: '/api/v1/organizations/bench' };
}
