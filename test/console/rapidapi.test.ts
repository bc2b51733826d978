import { describe, expect, it, onTestFinished } from 'vitest';
import { addUrl, configure, createHub, type Hub, makeUser } from '../harness/rapidapi.ts';
import { startReceiver } from '../harness/receiver.ts';
import { expectAccessible } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const console_ = testConsole();
let hubs = 0;

async function hubWithReceiver(): Promise<{ hub: Hub; receiver: Awaited<ReturnType<typeof startReceiver>> }> {
  hubs += 1;
  const hub = await createHub(console_.bellwire, `hub${hubs}`);
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  return { hub, receiver };
}

describe('the Events tab of a hub', () => {
  it('switches events on, saves URLs, shows the secret and makes a new one', async () => {
    const { hub, receiver } = await hubWithReceiver();
    const page = await console_.open(`/o/${hub.key}/rapidapi/events`);
    await page.getByText('Not switched on yet.').waitFor();
    await page.getByRole('switch', { name: 'Enable event triggers' }).click();
    await page.getByText('On, but nothing is sent until you add a callback URL.').waitFor();

    await page.getByRole('button', { name: 'Add a URL' }).click();
    await page.getByRole('textbox', { name: 'URL 1' }).fill(`${receiver.root}/hook`);
    await page.getByRole('button', { name: 'Add a URL' }).click();
    await page.getByRole('textbox', { name: 'URL 2' }).fill(`${receiver.root}/hook`);
    await page.getByText('This URL is already number 1.').waitFor();
    await page.getByRole('button', { name: 'Remove URL 2' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('On. Every event goes to 1 URL.').waitFor();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Reveal' }).click();
    await page.getByText(/^whsec_/).waitFor();
    const before = await page.getByText(/^whsec_/).textContent();
    await makeUser(hub, 'ada');
    const [call] = await receiver.waitForCount(1);
    expect(call!.headers['x-rapidapi-webhook-secret']).toBe(before);
    await page.getByRole('button', { name: 'Generate new' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Generate new' }).click();
    await expect.poll(() => page.getByText(/^whsec_/).textContent()).not.toBe(before);
  });

  it('keeps what was saved of several URLs, and says of each other one why it was not', async () => {
    const { hub, receiver } = await hubWithReceiver();
    await addUrl(hub, `${receiver.root}/old`);
    const page = await console_.open(`/o/${hub.key}/rapidapi/events`);
    await page.getByRole('button', { name: 'Remove URL 1' }).click();
    for (const [index, url] of [`${receiver.root}/new`, 'ftp://example.com/x'].entries()) {
      await page.getByRole('button', { name: 'Add a URL' }).click();
      await page.getByRole('textbox', { name: `URL ${index + 1}` }).fill(url);
    }
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Save and remove' }).click();
    await page.getByText('1 of 5 used.').waitFor({ state: 'detached' });
    const second = page.getByRole('textbox', { name: 'URL 2' });
    await expect.poll(() => second.getAttribute('aria-invalid')).toBe('true');
    await second.fill(`${receiver.root}/other`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The callback URLs are saved.').waitFor();
    expect(await page.getByText('Changes not saved').count()).toBe(0);
    const values = await page
      .getByRole('textbox', { name: /^URL / })
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    expect(values.sort()).toEqual([`${receiver.root}/new`, `${receiver.root}/other`]);
  });

  it('says why a URL could not be removed', async () => {
    const { hub, receiver } = await hubWithReceiver();
    await addUrl(hub, `${receiver.root}/old`);
    const page = await console_.open(`/o/${hub.key}/rapidapi/events`);
    await page.getByRole('button', { name: 'Remove URL 1' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.route('**/graphql**', (route) =>
      route.request().postData()?.includes('deleteEventUrl') ? route.abort() : route.continue(),
    );
    const dialog = page.getByRole('dialog', { name: 'Remove callback URLs?' });
    await dialog.getByRole('button', { name: 'Save and remove' }).click();
    await dialog.getByText(`${receiver.root}/old could not be removed.`).waitFor();
    await page.unroute('**/graphql**');
    await dialog.getByRole('button', { name: 'Save and remove' }).click();
    await page.getByText('0 of 5 used.').waitFor();
  });

  it('tries an event type, with a body of one’s own, and shows what came back as text', async () => {
    const { hub, receiver } = await hubWithReceiver();
    await configure(hub, { isActive: false });
    await addUrl(hub, `${receiver.root}/hook`);
    receiver.answer({ status: 500, body: '<script>alert(1)</script>\u202E' });
    const page = await console_.open(`/o/${hub.key}/rapidapi/events?test=API.CREATED`);
    const dialog = page.getByRole('dialog', { name: 'Test event · API Created' });
    await dialog.getByText('Event triggers are off. Tests are still sent.').waitFor();
    const body = dialog.getByRole('textbox', { name: 'Body' });
    // The editor comes with the dialog; until then it is a plain field.
    await dialog.locator('.cm-content').waitFor();
    expect(await body.textContent()).toContain('"API.CREATED"');
    await body.fill('{"broken": }');
    await dialog.getByText(/^Line 1, column 12: /).waitFor();
    await dialog.getByRole('button', { name: 'Test event' }).click();
    await body.fill('{"mine": true}');
    await dialog.getByRole('button', { name: 'Test event' }).click();
    await dialog.getByText('500 Internal Server Error').first().waitFor();
    await dialog.getByText('<script>alert(1)</script>⟨U+202E⟩').waitFor();
    expect(receiver.calls.map((call) => call.body)).toEqual(['{"mine": true}']);
    await expectAccessible(page);
  });
});
