import { expect, it } from 'vitest';
import { masheryWebhook } from '../../../test/harness/mashery-objects.ts';
import { movableClock } from '../../../test/harness/movable-clock.ts';
import { recordingLog } from '../../../test/harness/recording-log.ts';
import { createFailing } from './failing.ts';
import { failingTooLongMs, healthChange } from './health.ts';
import { type HealthServices, noteHealth } from './note-health.ts';

const hourMs = 3_600_000;

/** A webhook's row, and nodes that send to it with deliveries which carry the row as it is when they are made. */
function sentTo() {
  const clock = movableClock();
  const row: { since: Date | null; off: string | null; writes: number } = {
    since: null,
    off: null,
    writes: 0,
  };
  const carried = () => masheryWebhook({ failingSince: row.since });
  function node(changes: Partial<HealthServices> = {}) {
    const failing = createFailing();
    const services: HealthServices = {
      clock,
      log: recordingLog(),
      failing,
      async markFailing({ failing: fails }) {
        row.writes += 1;
        if ((row.since === null) === fails) row.since = fails ? clock.now() : null;
      },
      async switchOff({ reason }) {
        const tooLong = clock.nowMs() - failingTooLongMs;
        if (row.since !== null && row.since.getTime() <= tooLong) row.off = reason;
      },
      ...changes,
    };
    return {
      renew: () => failing.refresh([carried()]),
      async attempt(succeeded: boolean, webhook = carried()) {
        const reason = succeeded ? null : ('connect-refused' as const);
        const outcome = { answer: null, timings: { total: 1 }, reason, detail: null };
        await noteHealth(services, webhook, healthChange(failing.sinceOf(webhook), outcome, clock.nowMs()));
      },
    };
  }
  return { clock, row, carried, node };
}

it('ends with a success what another node has noted meanwhile', async () => {
  const { clock, row, node } = sentTo();
  const [one, other] = [node(), node()];
  await one.attempt(false);
  await one.attempt(true);
  await other.attempt(false);
  expect(row.since).toEqual(clock.now());
  clock.move(hourMs);
  one.renew();
  await one.attempt(true);
  expect(row.since).toBeNull();
});

it('begins to fail anew after a success that another node has had', async () => {
  const { clock, row, node } = sentTo();
  const [one, other] = [node(), node()];
  await one.attempt(false);
  await other.attempt(true);
  clock.move(failingTooLongMs);
  one.renew();
  await one.attempt(false);
  expect(row).toMatchObject({ since: clock.now(), off: null });
});

it('is said again by the next attempt, where it could not be written', async () => {
  const { clock, row, node } = sentTo();
  let away = true;
  const shaky = node({
    async markFailing({ failing }) {
      if (away) throw new Error('The database is away.');
      row.since = failing ? clock.now() : null;
    },
  });
  await shaky.attempt(false);
  away = false;
  await shaky.attempt(false);
  expect(row.since).toEqual(clock.now());
  away = true;
  await shaky.attempt(true);
  away = false;
  await shaky.attempt(true);
  expect(row.since).toBeNull();
});

it('is written once, however many old copies of the webhook succeed', async () => {
  const { row, carried, node } = sentTo();
  const one = node();
  await one.attempt(false);
  const old = carried();
  for (let count = 0; count < 5; count++) await one.attempt(true, old);
  expect(row).toMatchObject({ since: null, writes: 2 });
});

it('is asked for once, however many fail together after five days', async () => {
  const { clock, carried, node } = sentTo();
  let asked = 0;
  const one = node({ switchOff: async () => void asked++ });
  await one.attempt(false);
  clock.move(failingTooLongMs);
  await Promise.all(Array.from({ length: 5 }, () => one.attempt(false, carried())));
  expect(asked).toBe(1);
});
