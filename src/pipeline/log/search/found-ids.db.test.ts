import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../../../../test/harness/database.ts';
import { madeAttemptRow } from '../../../../test/harness/log-rows.ts';
import { uuidAtMs } from '../../../base/ids.ts';
import { silentLog } from '../../../base/log.ts';
import type { Database } from '../../../store/database.ts';
import { dayMs, partitionsAhead } from '../../../store/partitions.ts';
import { type AttemptRow, attemptsInsert } from '../../../store/queries/attempts/attempts-insert.ts';
import { attemptsOwnedShare } from '../../../store/queries/attempts/attempts-owned-share.ts';
import { attemptsSearchByWords } from '../../../store/queries/attempts/attempts-search.ts';
import { attemptWords } from './attempt-words.ts';
import { foundIds } from './found-ids.ts';
import { countAttempts } from './search-log.ts';

const hub = uuidAtMs(1);
const other = uuidAtMs(2);
const start = Date.parse('2026-01-01T00:00:00.000Z');
const usual = 4000;
/** More than is ever looked through one by one. */
const rush = 6600;
const days = 12;

interface Made {
  id: string;
  organizationId: string;
  ms: number;
  words: string[];
  status: number;
}

/**
 * Twelve days of usual attempts, and then a rush within a second that has none of the usual words. Some words have nearly all,
 * some are the beginnings of others, some come always together, and some never.
 */
const log: Made[] = Array.from({ length: usual + rush }, (_, n) => {
  const ms =
    n < usual ? start + Math.floor((n * days * dayMs) / usual) : start + days * dayMs + ((n - usual) % 1000);
  const has: [boolean, string][] = [
    [n % 10 < 9, 'most'],
    [n % 2 === 0, 'even'],
    [n % 2 === 1, 'odd'],
    [n % 50 === 7, 'fifty'],
    [n % 50 === 8, 'fiftieth'],
    [n % 400 === 57, 'few'],
    [n % 400 === 57, 'friend'],
    [n % 800 === 457, 'fewer'],
    [n === 57 || n === 1657, 'single'],
  ];
  const words = n < usual ? has.filter(([it]) => it).map(([, word]) => word) : ['rush'];
  const organizationId = n % 7 === 6 ? other : hub;
  const id = `${uuidAtMs(ms).slice(0, 23)}-${String(n).padStart(12, '0')}`;
  return { id, organizationId, ms, words, status: n % 50 === 7 ? 503 : 200 };
});
let database: Database;

beforeAll(async () => {
  ({ database } = await testDatabase());
  for (let day = 0; day <= days; day += 4) await partitionsAhead(database, start + day * dayMs, silentLog);
  await attemptsInsert(database, log.map(rowOf));
  await database.query({ text: 'analyze attempts' });
});

const texts = fc.subarray(
  ['most', 'even', 'odd', 'fift', 'fifty', 'few', 'fewer', 'f', 'single', 'rush', 'no'],
  {
    maxLength: 4,
  },
);
const searches = fc.record({
  text: texts.map((words) => words.join(' ')),
  status: fc.option(fc.constantFrom('5xx', '2xx', '503', '404'), { nil: undefined }),
  organizationId: fc.constantFrom(hub, hub, other),
  direction: fc.constantFrom('falling' as const, 'rising' as const),
  from: fc.option(fc.nat(days * 24), { nil: undefined }).map(time),
  to: fc.option(fc.nat((days + 1) * 24), { nil: undefined }).map(time),
});

const end = start + days * dayMs;
/** Clocks may differ, and a log may have been quiet for long. */
const clocks = fc.constantFrom(end + 1000, end, end + 90 * dayMs, end - 3 * dayMs, 0);
const all = { organizationId: hub, direction: 'falling' as const, from: undefined, to: undefined };

it('finds what a plain look at each attempt finds, page after page, and counts as many', async () => {
  await fc.assert(
    fc.asyncProperty(searches, fc.integer({ min: 3, max: 700 }), clocks, async (search, limit, nowMs) => {
      const expected = log.filter((made) => fits(made, search)).map(({ id }) => id);
      expected.sort();
      expect(await countAttempts(database, search)).toBe(expected.length);
      if (search.direction === 'falling') expected.reverse();
      const found: string[] = [];
      // A long answer is read in a few pages, so that it takes no time.
      const most = Math.max(limit, Math.ceil(expected.length / 4));
      for (let beyond: string | null = null; ; beyond = found.at(-1) ?? null) {
        const page = await foundIds(database, { ...search, beyond, limit: most }, nowMs);
        found.push(...page);
        if (page.length < most) break;
      }
      expect(found).toEqual(expected);
    }),
    {
      numRuns: 150,
      examples: [
        // Half of what the index leads to does not fit, and the organization has most of the log.
        [{ text: 'fift', status: '2xx', ...all }, 100, end],
        // Common, and behind more than is looked through.
        [{ text: 'most', status: undefined, ...all }, 21, end],
      ],
    },
  );
});

it('never finds what is another organization’s, whatever the index is asked for', async () => {
  const [from, to] = [uuidAtMs(start + 30 * dayMs), uuidAtMs(start)];
  for (const organizationId of [hub, other]) {
    const step = { organizationId, direction: 'falling' as const, from, to, limit: 1000 };
    const asked = { clauses: ["'fifty':*"], rest: null, leadsToMany: false };
    const { ids } = await attemptsSearchByWords(database, step, asked);
    const expected = log.filter((made) => fits(made, { organizationId, text: 'fifty' }));
    expect(ids).toEqual(expected.map(({ id }) => id).reverse());
    expect(ids.length).toBeGreaterThan(0);
  }
});

it('knows which share of the log around a moment is an organization’s, where there are statistics', async () => {
  const share = (organization: string, day: number) =>
    attemptsOwnedShare(database, organization, start + day * dayMs);
  expect(await share(hub, 5)).toBeCloseTo(6 / 7, 1);
  expect(await share(other, 5)).toBeCloseTo(1 / 7, 1);
  expect(await share(uuidAtMs(3), 5)).toBe(0);
  expect(await share(hub, -100)).toBe(0);
});

function fits({ organizationId, words, ms, status }: Made, search: Parameters<typeof countAttempts>[1]) {
  const asked = search.text.split(' ').filter((word) => word !== '');
  return (
    organizationId === search.organizationId &&
    (search.status === undefined || [`${status}`, `${String(status)[0]}xx`].includes(search.status)) &&
    (search.from === undefined || ms >= search.from.getTime()) &&
    (search.to === undefined || ms < search.to.getTime()) &&
    asked.every((begun) => words.some((word) => word.startsWith(begun)))
  );
}

function time(hours: number | undefined): Date | undefined {
  return hours === undefined ? undefined : new Date(start + hours * 60 * 60 * 1000);
}

function rowOf({ id, organizationId, ms, words, status }: Made): AttemptRow {
  const row = { ...madeAttemptRow(new Date(ms)), id, organizationId, responseStatus: status };
  return { ...row, words: attemptWords(row, Buffer.from(words.join(' '))) };
}
