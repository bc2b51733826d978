import type { TestBellwire, TestOrganization } from '../../harness/bellwire.ts';
import type { NativeClient } from '../../harness/native-client.ts';
import { type Receiver, startReceiver } from '../../harness/receiver.ts';
import { writeHistory } from './history.ts';

/** An organization with believable data, and its receivers. */
export interface Stage {
  org: TestOrganization;
  webhooks: Record<'billing' | 'crm' | 'audit', { id: string }>;
  receivers: Receiver[];
}

const people = [
  'ada',
  'grace',
  'edsger',
  'barbara',
  'donald',
  'margaret',
  'alan',
  'radia',
  'ken',
  'frances',
  'leslie',
  'joan',
];

/** A customer's week in a minute: one receiver that answers, one that fails at times, one that was switched off. */
export async function setStage(bellwire: TestBellwire): Promise<Stage> {
  const org = await bellwire.organization();
  await bellwire.native.done('PATCH', `/organizations/${org.key}`, { name: 'Acme Travel' });
  const receivers = await Promise.all([startReceiver(), startReceiver(), startReceiver()]);
  const [billing, crm, audit] = receivers as [Receiver, Receiver, Receiver];
  billing.answer(() => ({ body: { received: true } }));
  crm.answer((_, index) =>
    index % 5 === 3
      ? { status: 503, headers: { 'retry-after': '120' }, body: { error: 'maintenance', until: '18:00' } }
      : { body: 'ok' },
  );
  audit.answer({ status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not Found</h1>' });
  const add = (name: string, receiver: Receiver, path: string) =>
    org.native.done('POST', '/webhooks', { name, url: `${receiver.root}${path}` });
  const webhooks = {
    billing: await add('Billing', billing, '/hooks/mashery'),
    crm: await add('CRM sync', crm, '/in/api-management/members'),
    audit: await add('Audit trail', audit, '/audit'),
  };
  for (const [index, username] of people.entries()) {
    const member = await org.member({ username, displayName: username, email: `${username}@example.com` });
    const application = await org.application(member, { name: `${username}'s app` });
    if (index % 2 === 0) await org.packageKey(application);
    if (index === 7) await org.native.done('PATCH', `/webhooks/${webhooks.audit.id}`, { enabled: false });
  }
  await billing.waitForCount(people.length * 2);
  await writeHistory(
    bellwire.database,
    org.id,
    Object.values(webhooks).map(({ id }) => id),
  );
  return { org, webhooks, receivers };
}

/** What people do to an organization meanwhile. */
export async function administer(
  installation: NativeClient,
  { key, native }: TestOrganization,
  webhookId: string,
): Promise<void> {
  const token = (name: string, role: string) =>
    installation.done('POST', '/tokens', { name, role, organizations: [key] });
  const ana = native.as((await token('ana', 'editor')).token);
  const contractor = await token('contractor', 'viewer');
  await ana.done('PATCH', `/webhooks/${webhookId}`, {
    policy: { retryDelaysMs: [5000, 30_000, 300_000] },
    headers: { 'x-billing-key': 'a long one' },
  });
  await ana.done('POST', `/webhooks/${webhookId}/rotate-secret`, { overlapSeconds: 3600 });
  await ana.done('PUT', '/event-types/invoice.paid', { title: 'Invoice paid', schema: { type: 'object' } });
  await installation.ask('DELETE', `/tokens/${contractor.id}`);
}
