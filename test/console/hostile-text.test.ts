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

/** What a hostile text would have left behind. */
function strangers(page: import('playwright-core').Page) {
  return page.evaluate<{ ran: number | null; elements: number }>(
    `({ ran: window.ran ?? null, elements: document.querySelectorAll('main img, main script, main iframe').length })`,
  );
}
