import { describe, expect, it, onTestFinished } from 'vitest';
import { addUrl, configure, createHub, type Hub, makeUser } from '../harness/rapidapi.ts';
import { type Receiver, startReceiver } from '../harness/receiver.ts';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const console_ = testConsole();
let hubs = 0;
/** A user comes with an organization and a team: so many calls. */
const perUser = 3;

/** A hub that tells one receiver, and has told it of a user. */
async function hubThatTold(): Promise<{ hub: Hub; receiver: Receiver; urlId: string; path: string }> {
  hubs += 1;
  const hub = await createHub(console_.bellwire, `logs${hubs}`);
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  await configure(hub, { isActive: true });
  const { id: urlId } = await addUrl(hub, `${receiver.root}/hook`);
  await makeUser(hub, 'ada');
  await receiver.waitForCount(perUser);
  await expect
    .poll(async () => (await hub.native.list('/deliveries?state=delivered')).length, { timeout: 10_000 })
    .toBe(perUser);
  return { hub, receiver, urlId, path: `/o/${hub.key}/rapidapi/event-logs` };
}

describe('the Event logs tab of a hub', () => {
  it('lists attempts, searches them, and shows one with its request and answer', async () => {
    const { hub, receiver, path } = await hubThatTold();
    const page = await console_.open(path);
    await expect.poll(() => page.getByRole('row').count()).toBe(1 + perUser);
    await expectAccessible(page);
    await page.getByLabel('Search bodies, URLs, answers').fill('nothing-has-this');
    await page.getByText(/^Nothing matches these filters/).waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    // The list stays where it is when a dialog opens over it, and closes again.
    await page.setViewportSize({ width: 1280, height: 300 });
    const row = page.getByRole('link', { name: /USER\.CREATED/ });
    await row.scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    const scrolled = () => page.evaluate(() => window.scrollY);
    const before = await scrolled();
    expect(before).toBeGreaterThan(0);
    await row.click();
    const dialog = page.getByRole('dialog', { name: 'Details' });
    await dialog.getByText(`POST ${receiver.root}/hook`).waitFor();
    await dialog.getByText('200 OK').waitFor();
    expect(await scrolled()).toBe(before);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await scrolled()).toBe(before);
    expect(await hub.native.list('/attempts')).toHaveLength(perUser);
  });

  it('sends those that are selected again, by a job that is there after a reload', async () => {
    const { receiver, path } = await hubThatTold();
    const page = await console_.open(path);
    const boxes = page.getByRole('checkbox', { name: /^Select [A-Z]+\.CREATED/ });
    await expect.poll(() => boxes.count()).toBe(perUser);
    await boxes.nth(0).check();
    const bar = page.getByRole('region', { name: 'Selected' });
    await bar.getByText('1 selected').waitFor();
    await boxes.nth(2).click({ modifiers: ['Shift'] });
    await bar.getByText('3 selected').waitFor();
    await boxes.nth(1).uncheck();
    await bar.getByText('2 selected').waitFor();
    await bar.getByRole('button', { name: 'Select all that match (about 3)' }).waitFor();
    await expectAccessible(page);
    await bar.getByRole('button', { name: 'Send again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send them again?' });
    await dialog.getByText('2 deliveries will be sent to 1 URL:').waitFor();
    await dialog.getByText(new URL(receiver.root).host).waitFor();
    await dialog.getByText('Same event ids: a receiver that remembers ids will not act twice.').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('heading', { name: 'Sending entries again', level: 1 }).waitFor();
    await page.getByText('100 % · 2 deliveries queued').waitFor();
    const calls = await receiver.waitForCount(perUser + 2);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(perUser);
    await page.reload();
    await page.getByText('100 % · 2 deliveries queued').waitFor();
    await page.getByText('Done').waitFor();
  });

  it('sends all that its filters match again, and no others', async () => {
    const { hub, receiver, path } = await hubThatTold();
    await makeUser(hub, 'grace');
    await receiver.waitForCount(2 * perUser);
    const page = await console_.open(`${path}?q=grace&type=USER.CREATED`);
    const bar = page.getByRole('region', { name: 'Selected' });
    await page.getByRole('checkbox', { name: 'Select the page' }).check();
    await bar.getByRole('button', { name: 'Select all that match (about 1)' }).click();
    await bar.getByText('All that match are selected (about 1)').waitFor();
    await bar.getByRole('button', { name: 'Send again' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send them again?' });
    await dialog.getByText('1 delivery will be sent to 1 URL:').waitFor();
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await page.getByText('100 % · 1 delivery queued').waitFor();
    const calls = await receiver.waitForCount(2 * perUser + 1);
    const again = calls.at(-1)!;
    expect(JSON.parse(again.body)).toMatchObject({ type: 'USER.CREATED', data: [{ username: 'grace' }] });
    const ids = calls.map(({ headers }) => headers['webhook-id']);
    expect(ids.filter((id) => id === again.headers['webhook-id'])).toHaveLength(2);
  });

  it('does not send again all that match where only tests are shown, and still hears of new ones', async () => {
    const { hub, urlId, path } = await hubThatTold();
    await hub.native.done('POST', `/webhooks/${urlId}/test`, {});
    const page = await console_.open(`${path}?test=only`);
    await page.getByRole('checkbox', { name: 'Select the page' }).check();
    const bar = page.getByRole('region', { name: 'Selected' });
    const all = bar.getByRole('button', { name: 'Select all that match' });
    await expect.poll(() => all.getAttribute('aria-disabled')).toBe('true');
    expect(await all.getAttribute('aria-description')).toBe('Only tests are shown, and a test is sent once.');
    await expectAccessible(page);
    await all.click({ force: true });
    await bar.getByText('1 selected').waitFor();
    await hub.native.done('POST', `/webhooks/${urlId}/test`, {});
    await page.getByRole('button', { name: '1 new', exact: true }).waitFor();
  });

  it('says what is new, follows it while live, and holds still under a pointer and a selection', async () => {
    const { hub, path } = await hubThatTold();
    const page = await console_.open(path);
    const rows = page.getByRole('row');
    await expect.poll(() => rows.count()).toBe(1 + perUser);
    await makeUser(hub, 'grace');
    await page.getByRole('button', { name: `${perUser} new`, exact: true }).click();
    await expect.poll(() => rows.count()).toBe(1 + 2 * perUser);

    await page.getByRole('switch', { name: 'Live' }).check({ force: true });
    await expect.poll(() => new URL(page.url()).search).toBe('?live=1');
    await page.mouse.move(5, 5);
    await makeUser(hub, 'alan');
    await expect.poll(() => rows.count()).toBe(1 + 3 * perUser);

    await page
      .getByRole('link', { name: /USER\.CREATED/ })
      .first()
      .hover();
    await page.getByText('Paused').waitFor();
    await makeUser(hub, 'edsger');
    await page.getByRole('button', { name: `Paused · ${perUser} new` }).waitFor();
    expect(await rows.count()).toBe(1 + 3 * perUser);
    await expectAccessible(page);
    await page.mouse.move(5, 5);
    await expect.poll(() => rows.count()).toBe(1 + 4 * perUser);

    await page
      .getByRole('checkbox', { name: /^Select USER\.CREATED/ })
      .first()
      .check();
    await page.mouse.move(5, 5);
    await makeUser(hub, 'barbara');
    await page.getByRole('button', { name: `Paused · ${perUser} new` }).waitFor();
    expect(await rows.count()).toBe(1 + 4 * perUser);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.mouse.move(5, 5);
    await expect.poll(() => rows.count()).toBe(1 + 5 * perUser);
  });
});
