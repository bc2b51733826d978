import { expect, it } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll } from './harness/accessible.ts';
import { testConsole } from './harness/console.ts';

const running = testConsole();

const script = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';
const turned = 'invoice\u202Egpj.exe\u2066';

it('is shown as text, whoever wrote it, and the layout holds', async () => {
  const area = await running.bellwire.organization();
  const receiver = await area.receiver({ name: `${turned}${script}` });
  const megabyte = JSON.stringify({ long: 'x'.repeat(500_000), list: Array(2000).fill(script) });
  receiver.answer((_, index) =>
    index === 0
      ? {
          status: 400,
          headers: { 'content-type': 'text/html', 'x-odd': script },
          body: `${script}\n${turned}\u0007\u001b[31m`,
        }
      : { status: 400, headers: { 'content-type': 'application/json' }, body: megabyte },
  );
  await area.member({ username: 'ada', displayName: `${script}${turned}` });
  await receiver.waitForCount(1);
  await area.member({ username: 'grace', displayName: 'W'.repeat(200) });
  await receiver.waitForCount(2);

  const page = await running.open(`/o/${area.key}`);
  const base = `/o/${area.key}`;
  await area.native.list('/deliveries?state=failed');
  await expect.poll(async () => (await area.native.list('/deliveries?state=failed')).length).toBe(2);
  const [second, first] = await area.native.list('/deliveries?state=failed');
  for (const path of ['/webhooks', `/webhooks/${receiver.webhook.id}`, '/deliveries']) {
    await page.goto(base + path);
    await page.getByText('⟨U+202E⟩').first().waitFor();
    expect(await strangers(page)).toEqual({ ran: null, elements: 0 });
    await expectNoSidewaysScroll(page);
  }

  await page.goto(`${base}/deliveries/${first.id}`);
  await page.getByRole('region', { name: 'Response body' }).getByText('onerror').waitFor();
  await page.getByText('␇').waitFor();
  await page.getByText('Headers (').last().click();
  await expectAccessible(page);
  expect(await strangers(page)).toEqual({ ran: null, elements: 0 });

  await page.goto(`${base}/deliveries/${second.id}`);
  await page.getByRole('region', { name: 'Response body' }).waitFor();
  await expectAccessible(page);
  expect(await strangers(page)).toEqual({ ran: null, elements: 0 });
});

it('is shown in pieces when it is a megabyte, and the page goes on answering', async () => {
  const area = await running.bellwire.organization();
  const receiver = await area.receiver({ name: 'W'.repeat(255), format: 'standard' });
  // A name of a megabyte is no name: it is refused, in words.
  const refusal = await area.native.ask('POST', '/webhooks', {
    name: 'W'.repeat(1_000_000),
    url: receiver.root,
  });
  expect(refusal.status).toBe(400);
  const row = `${script}${turned}`;
  receiver.answer({
    status: 400,
    headers: { 'content-type': 'text/plain', 'x-long': 'W'.repeat(12_000) },
    body: `${row}\n`.repeat(1_000_000 / row.length),
  });
  const data = {
    text: 'W'.repeat(600_000),
    list: Array.from({ length: 3000 }, () => row),
    nested: { deep: [row] },
  };
  await area.native.done('POST', '/events', {
    type: 'invoice.paid',
    object: { type: 'invoice', id: '1' },
    data,
  });
  const [call] = await receiver.waitForCount(1);
  expect(call!.body.length).toBeGreaterThan(800_000);
  await expect.poll(async () => (await area.native.list('/deliveries?state=failed')).length).toBe(1);
  const [delivery] = await area.native.list('/deliveries?state=failed');

  const page = await running.open(`/o/${area.key}/deliveries/${delivery.id}`);
  const request = page.getByRole('region', { name: 'Request body' });
  const response = page.getByRole('region', { name: 'Response body' });
  await response.getByText('onerror').first().waitFor();
  await page.getByText(/^Only the beginning is kept of at least /).waitFor();
  const amount = () =>
    page.evaluate<{ elements: number; characters: number }>(
      `({ elements: document.querySelectorAll('main *').length, characters: document.querySelector('main').textContent.length })`,
    );
  // What stands in the page is a small part of what came, however it is looked at.
  expect((await amount()).elements).toBeLessThan(3000);
  expect((await amount()).characters).toBeLessThan(120_000);
  await expectAccessible(page);

  for (const headers of await page.getByText('Headers (').all()) await headers.click();
  const more = request.getByRole('button', { name: /^Show 20000 more of \d+ characters$/ });
  await more.click();
  await request.getByRole('button', { name: 'Show less' }).click();
  await request.getByRole('button', { name: /"list"/ }).click();
  await request.getByRole('button', { name: 'Show more of 2900' }).click();
  const lines = await response.textContent();
  await response.getByRole('button', { name: /^Show \d+ more of \d+ lines$/ }).click();
  await expect.poll(async () => (await response.textContent())!.length).toBeGreaterThan(lines!.length);
  expect((await amount()).elements).toBeLessThan(4000);
  await expectNoSidewaysScroll(page);
  expect(await strangers(page)).toEqual({ ran: null, elements: 0 });

  await page.getByRole('button', { name: 'As it was sent' }).click();
  await request.getByRole('button', { name: /^Show \d+ more of \d+ lines$/ }).click();
  expect((await amount()).characters).toBeLessThan(1_000_000);
  await page.goto(`/o/${area.key}/events/${delivery.eventId}`);
  const said = page.getByRole('region', { name: 'What it says' });
  await said.getByRole('button', { name: 'As it was sent' }).click();
  await said.getByRole('button', { name: /^Show \d+ more of \d+ lines$/ }).click();
  await expectNoSidewaysScroll(page);
});

/** What a hostile text would have left behind. */
function strangers(page: import('playwright-core').Page) {
  return page.evaluate<{ ran: number | null; elements: number }>(
    `({ ran: window.ran ?? null, elements: document.querySelectorAll('main img, main script, main iframe').length })`,
  );
}

it('has numbers of any length shown with all their digits', async () => {
  const area = await running.bellwire.organization();
  const receiver = await area.receiver({ name: 'Billing' });
  const body = '{"id":12345678901234567890,"rates":[0.10]}';
  receiver.answer({ status: 400, headers: { 'content-type': 'application/json' }, body });
  await area.member({ username: 'ada' });
  await expect.poll(async () => (await area.native.list('/deliveries?state=failed')).length).toBe(1);
  const [failed] = await area.native.list('/deliveries?state=failed');
  const page = await running.open(`/o/${area.key}/deliveries/${failed.id}`);
  const said = page.getByRole('region', { name: 'Response', exact: true });
  await said.getByText('"id": 12345678901234567890,').waitFor();
  await expectAccessible(page);
  await said.getByRole('button', { name: 'As it was sent' }).click();
  await said.getByText(body).waitFor();
  await said.getByRole('button', { name: 'Laid out' }).click();
  await said.getByText('"id": 12345678901234567890,').waitFor();
});
