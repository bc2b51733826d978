import { it } from 'vitest';
import { testConsole } from '../harness/console.ts';
import { shoot } from './shoot.ts';
import { administer, setStage } from './stage.ts';

const running = testConsole();

it('takes each page in light and in dark', async () => {
  const { org, webhooks, receivers } = await setStage(running.bellwire);
  const base = `/o/${org.key}`;
  const failed = (await org.native.done('GET', '/deliveries?state=failed&limit=1')).items[0];
  const retrying = (await org.native.done('GET', '/deliveries?state=retrying&limit=1')).items[0];
  const [event] = (await org.native.done('GET', '/events?limit=1')).items;
  const job = await org.native.done('POST', '/jobs', {
    kind: 'resend',
    input: { webhookId: webhooks.billing.id, from: new Date(Date.now() - 86_400_000).toISOString() },
  });

  await administer(running.bellwire.native, org, webhooks.billing.id);

  const signedOut = await running.openSignedOut('/signin');
  await shoot(signedOut, 'sign-in');

  const page = await running.open('/orgs');
  await shoot(page, 'organizations');
  const paths: Record<string, string> = {
    'new-organization': '/orgs/new',
    tokens: '/tokens',
    operate: '/operate',
    overview: base,
    webhooks: `${base}/webhooks`,
    'new-webhook': `${base}/webhooks/new`,
    webhook: `${base}/webhooks/${webhooks.crm.id}`,
    'edit-webhook': `${base}/webhooks/${webhooks.crm.id}/settings`,
    deliveries: `${base}/deliveries`,
    'delivery-failed': `${base}/deliveries/${failed?.id}`,
    'delivery-retrying': `${base}/deliveries/${retrying?.id}`,
    event: `${base}/events/${event.id}`,
    jobs: `${base}/jobs`,
    job: `${base}/jobs/${job.id}`,
    settings: `${base}/settings`,
    'audit-log': `${base}/settings/audit`,
    'installation-audit-log': '/audit',
  };
  for (const [name, path] of Object.entries(paths)) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shoot(page, name);
  }
  await page.goto(base);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: /^Billing/ }).waitFor();
  await shoot(page, 'go-to');
  await page.goto(paths['delivery-failed']!);
  await page.getByRole('region', { name: 'Response body' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await shoot(page, 'shortcuts');
  await page.goto(paths['edit-webhook']!);
  await page.getByRole('textbox', { name: 'Name' }).fill('CRM of the sales team');
  await org.native.done('PATCH', `/webhooks/${webhooks.crm.id}`, { name: 'Customers' });
  await page.getByRole('button', { name: 'Update Webhook' }).click();
  await page.getByRole('button', { name: 'Show theirs' }).click();
  await shoot(page, 'conflict');
  await org.native.done('PATCH', `/webhooks/${webhooks.crm.id}`, { name: 'CRM sync' });
  await page.setViewportSize({ width: 390, height: 800 });
  for (const name of ['overview', 'deliveries', 'delivery-failed', 'audit-log']) {
    await page.goto(paths[name]!);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await shoot(page, `${name}-phone`);
  }
  await Promise.all(receivers.map((receiver) => receiver.close()));
});
