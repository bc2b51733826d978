import { expect, it } from 'vitest';
import { type EngineOrganization, invoice, testEngine, untilStates } from '../harness/engine.ts';
import type { ReceivedCall, ScriptedAnswer } from '../harness/receiver.ts';

const engine = await testEngine();
const ordered = {
  limits: { ordering: 'object' },
  policy: { retryDelaysMs: [100, 100], jitter: 0 },
};

interface Told {
  object: string;
  step: number;
}
const toldIn = ({ body }: ReceivedCall): Told => {
  const { id, step } = JSON.parse(body).data;
  return { object: id, step };
};

/**
 * A receiver that writes down what it is told when, and what it answered. Two requests about one object at the same
 * time are an error that it keeps.
 */
async function orderlyReceiver(
  organization: EngineOrganization,
  answerTo: (told: Told, tries: number) => ScriptedAnswer,
) {
  const receiver = await organization.receiver(ordered);
  const history: (Told & { status: number })[] = [];
  const underWay = new Set<string>();
  const tries = new Map<string, number>();
  const wrong: string[] = [];
  receiver.answer(async (call) => {
    const told = toldIn(call);
    if (underWay.has(told.object)) wrong.push(`${told.object} ${told.step} beside another one`);
    underWay.add(told.object);
    const key = `${told.object} ${told.step}`;
    tries.set(key, (tries.get(key) ?? 0) + 1);
    const answer = answerTo(told, tries.get(key)!);
    await new Promise((resolve) => setTimeout(resolve, 10));
    underWay.delete(told.object);
    history.push({ ...told, status: answer.status ?? 200 });
    return answer;
  });
  const of = (object: string) => history.filter((entry) => entry.object === object);
  return { receiver, wrong, of };
}

const steps = (object: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => invoice(object, { data: { step: from + index } }));

it('tells of one object step by step, each only after the one before has arrived or is given up', async () => {
  const organization = await engine.organization();
  const { wrong, of } = await orderlyReceiver(organization, ({ object, step }, tries) => {
    // Of `a`, the second step arrives at the third try, and the fourth never does.
    if (object !== 'a') return {};
    if (step === 2) return tries < 3 ? { status: 503 } : {};
    return step === 4 ? { status: 500 } : {};
  });
  const others = ['b', 'c', 'd'];
  await organization.publish(
    ...[1, 2, 3, 4, 5].flatMap((step) => ['a', ...others].flatMap((object) => steps(object, step, step))),
  );
  await untilStates(organization, { delivered: 19, failed: 1 });

  expect(wrong).toEqual([]);
  expect(of('a').map(({ step, status }) => [step, status])).toEqual([
    [1, 200],
    [2, 503],
    [2, 503],
    [2, 200],
    [3, 200],
    [4, 500],
    [4, 500],
    [4, 500],
    [5, 200],
  ]);
  for (const object of others) expect(of(object).map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
});

it('goes on with the other objects while one is stuck', async () => {
  const organization = await engine.organization();
  const receiver = await organization.receiver(ordered);
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  receiver.answer(async (call) => {
    if (toldIn(call).object === 'stuck') await released;
    return {};
  });
  await organization.publish(...steps('stuck', 1, 1));
  await receiver.waitForCall((call) => toldIn(call).object === 'stuck');
  for (const step of [1, 2, 3]) {
    await organization.publish(...steps('stuck', step + 1, step + 1));
    await organization.publish(...steps('free', step, step), ...steps('freer', step, step));
  }
  await untilStates(organization, { waiting: 4, delivered: 6 });
  const told = receiver.calls.map(toldIn);
  expect(told.filter(({ object }) => object === 'stuck')).toEqual([{ object: 'stuck', step: 1 }]);
  for (const object of ['free', 'freer'])
    expect(told.filter((one) => one.object === object).map(({ step }) => step)).toEqual([1, 2, 3]);
  release();
  await untilStates(organization, { delivered: 10 });
});

it('sends objects side by side', async () => {
  const organization = await engine.organization();
  const receiver = await organization.receiver(ordered);
  // Nobody is answered before all four are there: one after the other, this would never end.
  receiver.answer(async () => {
    await receiver.waitForCount(4);
    return {};
  });
  for (const object of ['a', 'b', 'c', 'd']) await organization.publish(...steps(object, 1, 1));
  await untilStates(organization, { delivered: 4 });
});

it('keeps the order over a restart', async () => {
  const organization = await engine.organization();
  let down = true;
  const { receiver, wrong, of } = await orderlyReceiver(organization, ({ step }) =>
    step === 2 && down ? { status: 503 } : {},
  );
  const path = `/webhooks/${receiver.webhook.id}`;
  await organization.native().done('PATCH', path, { policy: { retryDelaysMs: [2_000, 2_000, 2_000] } });
  for (const step of [1, 2, 3]) await organization.publish(...steps('a', step, step));
  await receiver.waitForCall((call) => toldIn(call).step === 2);
  await untilStates(organization, { delivered: 1, retrying: 1, waiting: 1 });
  await engine.restart();
  down = false;
  await organization.publish(...steps('a', 4, 5));
  await untilStates(organization, { delivered: 5 });
  expect(wrong).toEqual([]);
  const arrived = of('a').filter(({ status }) => status === 200);
  expect(arrived.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
  // However long the restart took: nothing but the second step came before it had arrived.
  const until = of('a').indexOf(arrived[1]!);
  expect(
    new Set(
      of('a')
        .slice(1, until)
        .map(({ step }) => step),
    ),
  ).toEqual(new Set([2]));
});

it('keeps the order of long backlogs of few objects on two nodes, whatever fails in the middle', async () => {
  const organization = await engine.organization();
  await engine.secondNode();
  const objects = ['a', 'b', 'c'];
  const { wrong, of } = await orderlyReceiver(organization, ({ object, step }, tries) => {
    if (object === 'b' && step === 20) return { status: 500 };
    return step % 7 === 3 && tries === 1 ? { status: 503 } : {};
  });
  await organization.publish(...objects.flatMap((object) => steps(object, 1, 60)));
  await untilStates(organization, { delivered: 179, failed: 1 });
  expect(wrong).toEqual([]);
  for (const object of objects) {
    const expected = Array.from({ length: 60 }, (_, index) => index + 1).flatMap((step) => {
      if (object === 'b' && step === 20) return [step, step, step];
      return step % 7 === 3 ? [step, step] : [step];
    });
    expect(of(object).map(({ step }) => step)).toEqual(expected);
  }
});

it('sends again what was sent already when the run under way is over, and gives up nothing of that', async () => {
  const organization = await engine.organization();
  const receiver = await organization.receiver(ordered);
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  receiver.answer(async (call) => {
    if (toldIn(call).step === 3) await released;
    return {};
  });
  const eventIds = await organization.publish(...steps('a', 1, 6));
  await receiver.waitForCall((call) => toldIn(call).step === 3);
  await untilStates(organization, { delivered: 2, waiting: 4 });
  const { items } = await organization.native().done('GET', '/deliveries');
  const deliveryOf = (step: number): string =>
    items.find(({ eventId }: { eventId: string }) => eventId === eventIds[step - 1]).id;
  await organization.native().done('POST', `/deliveries/${deliveryOf(1)}/resend`);
  const refused = await organization.native().ask('POST', `/deliveries/${deliveryOf(5)}/cancel`);
  expect(refused.status).toBe(409);
  release();
  await untilStates(organization, { delivered: 6 });
  expect(receiver.calls.map((call) => toldIn(call).step)).toEqual([1, 2, 3, 4, 5, 6, 1]);
});

it('sends no two of one object at once that come from two nodes at the same time', async () => {
  const organization = await engine.organization();
  const { wrong, of } = await orderlyReceiver(organization, () => ({}));
  const second = (await engine.secondNode()).native.at(`/organizations/${organization.key}`);
  const events = Array.from({ length: 40 }, (_, index) => steps('a', index, index)[0]!);
  await Promise.all(
    events.map((event, index) =>
      (index % 2 === 0 ? organization.native() : second).done('POST', '/events', event),
    ),
  );
  await untilStates(organization, { delivered: 40 });
  expect(wrong).toEqual([]);
  expect(new Set(of('a').map(({ step }) => step)).size).toBe(40);
});
