import { expect, it, onTestFinished } from 'vitest';
import { createApiClient } from '../../src/cli/demo/api-client.ts';
import { setUpUsage, usageOrganization, usageStoryOf } from '../../src/cli/demo/usage-story.ts';
import { eventually, testEngine } from '../harness/engine.ts';
import { startReceiver } from '../harness/receiver.ts';

const engine = await testEngine();

it("the demo's developer nears the target: calls arrive at 80, 90 and 100 %, one of them again after a 500", async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  let flaky = 0;
  receiver.answer((call) => {
    if (!call.url.endsWith('flaky')) return {};
    flaky += 1;
    return { status: flaky === 1 ? 500 : 200 };
  });
  const native = createApiClient(`${engine.url()}/api/v1`, engine.token);
  const report = await setUpUsage(native, engine.url(), receiver.root);
  let calls = 0;
  for (const step of usageStoryOf(report)) {
    await step.play();
    calls += step.calls;
    await receiver.waitForCount(calls);
  }
  const told = receiver.calls.map(({ url, body }) => `${url} ${JSON.parse(body).quotaPercentUsed}`);
  expect(told.sort()).toEqual([
    '/usage 100',
    '/usage 80',
    '/usage 90',
    '/usage/flaky 100',
    '/usage/flaky 80',
    '/usage/flaky 80',
    '/usage/flaky 90',
  ]);
  await eventually(async () => {
    const { items } = await native('GET', `/organizations/${usageOrganization}/deliveries`);
    const states = (items as { state: string }[]).map(({ state }) => state);
    expect(states).toEqual(Array.from({ length: 6 }, () => 'delivered'));
  });
});
