import type { TestBellwire } from './bellwire.ts';
import { bodyOf, type HttpAnswer, request } from './http-client.ts';
import type { NativeClient } from './native-client.ts';

/** An Apigee organization, with everything that a test does to it. */
export interface ApigeeOrganization {
  id: string;
  key: string;
  /** The native API from the organization's path on, as its administrator. */
  native: NativeClient;
  /** Monetization: what is below `/v1/mint/organizations/{org}`, signed in as `user`, if that is given. */
  mint(method: string, path: string, body?: unknown, user?: string | null): Promise<HttpAnswer>;
  /** The management API: what is below `/v1/organizations/{org}`. */
  manage(method: string, path: string, body?: unknown, user?: string | null): Promise<HttpAnswer>;
  /** Makes a user; signs in with the password `password`. */
  user(identifier: string, roles?: { role?: string; dialectRole?: string }): Promise<void>;
}

/** A product in a package with a published adjustable plan `plan1`, and a developer with an app. */
export interface ApigeeShop {
  plan: HttpAnswer['body'];
  developer: HttpAnswer['body'];
  app: HttpAnswer['body'];
}

export const apigeeUser = 'joe@example.com';

export async function apigeeOrganization(
  { url, native }: Pick<TestBellwire, 'url' | 'native'>,
  key: string,
  settings: object = {},
): Promise<ApigeeOrganization> {
  const { id } = await native.done('POST', '/organizations', { key, name: key, dialect: 'apigee', settings });
  const own = native.at(`/organizations/${key}`);
  const call =
    (root: string) =>
    (method: string, path: string, body?: unknown, user: string | null = apigeeUser) =>
      request(`${url}/apigee/v1/${root}/${key}${path}`, {
        method,
        headers: user === null ? {} : basic(user),
        body,
      });
  const user: ApigeeOrganization['user'] = async (identifier, roles = {}) => {
    const password = 'password';
    await own.done('POST', '/credentials', { kind: 'user', identifier, password, role: 'editor', ...roles });
  };
  await user(apigeeUser);
  return { id, key, native: own, mint: call('mint/organizations'), manage: call('organizations'), user };
}

/** What a client with a user name and a password sends. */
export function basic(user: string, password = 'password'): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

/** The usual objects; `plan` is added to the plan's own properties. */
export async function apigeeShop(organization: ApigeeOrganization, plan: object = {}): Promise<ApigeeShop> {
  const { mint, manage } = organization;
  const done = async (answer: Promise<HttpAnswer>) => bodyOf(await answer, 'setting up the shop');
  await done(manage('POST', '/apiproducts', { name: 'product1', displayName: 'Product 1' }));
  await done(
    mint('POST', '/monetization-packages', {
      name: 'Package 1',
      displayName: 'Package 1',
      description: '',
      status: 'ACTIVE',
      product: [{ id: 'product1' }],
    }),
  );
  const developer = await done(manage('POST', '/developers', developerNamed('ada')));
  const app = await done(
    manage('POST', '/developers/ada@example.com/apps', { name: 'app1', apiProducts: ['product1'] }),
  );
  const made = await done(
    mint('POST', '/monetization-packages/package_1/rate-plans', { ...adjustablePlan('plan1'), ...plan }),
  );
  return { plan: made, developer, app };
}

export function developerNamed(name: string): object {
  return { email: `${name}@example.com`, firstName: name, lastName: 'Lovelace', userName: name };
}

/** A published adjustable notification plan. */
export function adjustablePlan(id: string): object {
  return {
    id,
    name: id,
    displayName: id,
    description: '',
    startDate: '2020-01-01',
    published: true,
    ratePlanDetails: [
      { type: 'USAGE_TARGET', meteringType: 'DEV_SPECIFIC', duration: 1, durationType: 'MONTH' },
    ],
  };
}

/** Today in UTC, as monetization writes it; of a clock that a test has moved, where it says so. */
export function today(offsetDays = 0, nowMs = Date.now()): string {
  return new Date(nowMs + offsetDays * 86_400_000).toISOString().slice(0, 10);
}
