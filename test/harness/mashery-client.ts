import type { HttpAnswer } from './http-client.ts';
import { createV2Client, type V2Client } from './v2-client.ts';
import { askForToken, createV3Client, type V3Client } from './v3-client.ts';

type Fields = Record<string, unknown>;
type Made = Promise<HttpAnswer['body']>;

/** Both Mashery APIs of one area, with something to hang keys on, and short ways to make objects. */
export interface MasheryClient {
  v3: V3Client;
  v2: V2Client;
  packageId: string;
  planId: string;
  serviceKey: string;
  /** Through V3; what comes back is V3's object. */
  member(fields?: Fields): Made;
  application(member: { id: string }, fields?: Fields): Made;
  packageKey(application: { id: string }, fields?: Fields): Made;
  /** A legacy key, which V2 alone can make; what comes back is V2's object. */
  legacyKey(application: { id: string }, fields?: Fields): Made;
  /** A member with an application that has a key of each kind, all active. */
  family(): Promise<Record<'member' | 'application' | 'packageKey' | 'key', HttpAnswer['body']>>;
}

/** Signs in with an API key, and makes a package with a plan, and a service. */
export async function createMasheryClient(
  url: string,
  area: { id: string; number: number; apiKey: string; secret: string },
): Promise<MasheryClient> {
  const tokens = await askForToken(url, area, { grant_type: 'client_credentials', scope: area.id });
  const v3 = createV3Client(url, tokens.body.access_token);
  const v2 = createV2Client(url, { ...area, area: area.number });
  const pack = await v3.done('POST', '/packages', { name: 'Gold' });
  const plan = await v3.done('POST', `/packages/${pack.id}/plans`, {
    name: 'Basic',
    rateLimitCeiling: 1000,
    rateLimitPeriod: 'day',
    rateLimitKeyOverrideAllowed: true,
    qpsLimitCeiling: 5,
    qpsLimitKeyOverrideAllowed: true,
  });
  const service = await v2.result('service.create', {
    name: 'Routing',
    service_key: 'svc1',
    rate_limit_ceiling: 5000,
    qps_limit_ceiling: 2,
  });

  let members = 0;
  const client: MasheryClient = {
    v3,
    v2,
    packageId: pack.id,
    planId: plan.id,
    serviceKey: service.service_key,
    member(fields = {}) {
      members += 1;
      return v3.done('POST', '/members', {
        username: `joe${members}`,
        email: 'joe@example.com',
        displayName: 'Joe',
        areaStatus: 'active',
        ...fields,
      });
    },
    application: (member, fields = {}) =>
      v3.done('POST', `/members/${member.id}/applications`, { name: 'Maps', ...fields }),
    packageKey: (application, fields = {}) =>
      v3.done('POST', `/applications/${application.id}/packageKeys`, {
        package: { id: pack.id },
        plan: { id: plan.id },
        ...fields,
      }),
    legacyKey: (application, fields = {}) =>
      v2.result('key.create', {
        application: { uuid: application.id },
        service: { service_key: service.service_key },
        ...fields,
      }),
    async family() {
      const member = await client.member();
      const application = await client.application(member);
      const key = await client.legacyKey(application);
      const packageKey = await client.packageKey(application);
      return { member, application, packageKey, key };
    },
  };
  return client;
}
