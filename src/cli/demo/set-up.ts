import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { type ApiClient, createApiClient } from './api-client.ts';

/** What the story is played with. */
export interface Stage {
  native: ApiClient;
  /** The V3 REST API of the organization, signed in as a Mashery client signs in. */
  rest: ApiClient;
  accessToken: string;
  organization: string;
  packageId: string;
  planId: string;
}

/** Makes an organization with a webhook, an API key to sign in with, and a plan to put keys on. */
export async function setUp(input: {
  url: string;
  adminToken: string;
  receiverRoot: string;
}): Promise<Stage> {
  const native = createApiClient(`${input.url}/api/v1`, input.adminToken);
  const organization = await native('POST', '/organizations', {
    key: 'demo',
    name: 'Demo',
    dialect: 'mashery',
  });
  await native('POST', '/organizations/demo/webhooks', {
    name: 'Demo receiver',
    url: input.receiverRoot,
    format: 'mashery',
  });
  const credential = await native('POST', '/organizations/demo/credentials', {
    kind: 'api-key',
    role: 'editor',
  });
  const accessToken = await signIn(input.url, credential, textOf(organization, 'id'));
  const rest = createApiClient(`${input.url}/mashery/v3/rest`, accessToken);
  const pack = await rest('POST', '/packages', { name: 'Weather' });
  const plan = await rest('POST', `/packages/${textOf(pack, 'id')}/plans`, {
    name: 'Free',
    rateLimitCeiling: 1000,
    rateLimitPeriod: 'day',
    rateLimitKeyOverrideAllowed: true,
  });
  return {
    native,
    rest,
    accessToken,
    organization: 'demo',
    packageId: textOf(pack, 'id'),
    planId: textOf(plan, 'id'),
  };
}

/** The client credentials grant, with the area's uuid as the scope. */
async function signIn(url: string, credential: JsonObject, areaId: string): Promise<string> {
  const basic = Buffer.from(`${textOf(credential, 'identifier')}:${textOf(credential, 'secret')}`).toString(
    'base64',
  );
  const answer = await fetch(`${url}/mashery/v3/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: areaId }),
  });
  const tokens: unknown = await answer.json();
  if (!answer.ok || !isJsonObject(tokens)) throw new Error(`Signing in answered ${answer.status}`);
  return textOf(tokens, 'access_token');
}

/** A text field of an answer. */
export function textOf(answer: JsonObject, field: string): string {
  const value = answer[field];
  if (typeof value !== 'string') throw new Error(`The answer has no ${field}: ${JSON.stringify(answer)}`);
  return value;
}
