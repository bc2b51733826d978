import { askForToken } from '../harness/v3-client.ts';
import type { ChaosReceiver } from './receivers.ts';

/** What the load is played with. */
export interface Stage {
  adminToken: string;
  organizationId: string;
  credential: { apiKey: string; secret: string };
  /** By the receivers' names. */
  webhookIds: Map<string, string>;
}

export const organizationKey = 'storm';

/** Many quick retries, so that hardly anything is given up while receivers are in a mood. */
const policy = {
  connectTimeoutMs: 1000,
  totalTimeoutMs: 1500,
  retryDelaysMs: Array<number>(50).fill(400),
  jitter: 0.5,
};

/** Makes an organization with one webhook for each receiver. */
export async function setStage(
  url: string,
  adminToken: string,
  receivers: readonly ChaosReceiver[],
): Promise<Stage> {
  const organization = await call(url, adminToken, 'POST', '/organizations', {
    ...{ key: organizationKey, name: 'Storm', dialect: 'mashery' },
  });
  const root = `/organizations/${organizationKey}`;
  const credential = await call(url, adminToken, 'POST', `${root}/credentials`, {
    kind: 'api-key',
    role: 'editor',
  });
  const webhookIds = new Map<string, string>();
  for (const receiver of receivers) {
    const { id } = await call(url, adminToken, 'POST', `${root}/webhooks`, {
      name: receiver.name,
      url: receiver.url,
      format: 'standard',
      policy,
      limits: { ordering: receiver.ordered ? 'object' : 'none' },
    });
    webhookIds.set(receiver.name, id);
  }
  return {
    adminToken,
    organizationId: organization.id,
    credential: { apiKey: credential.identifier, secret: credential.secret },
    webhookIds,
  };
}

/** As an operator would who knows that the receivers are well again: nodes forget what they held against them. */
export async function tellThatReceiversAreWell(url: string, stage: Stage): Promise<void> {
  for (const [name, id] of stage.webhookIds) {
    const path = `/organizations/${organizationKey}/webhooks/${id}`;
    await call(url, stage.adminToken, 'PATCH', path, { name: `${name}, well again` });
  }
}

/** An access token of the V3 API. */
export async function signIn(url: string, { credential, organizationId }: Stage): Promise<string> {
  const form = { grant_type: 'client_credentials', scope: organizationId };
  const { status, body } = await askForToken(url, credential, form);
  if (status !== 200) throw new Error(`Signing in was answered ${status}`);
  return body.access_token;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape, which fail where a field is not there.
async function call(url: string, token: string, method: string, path: string, body: object): Promise<any> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
