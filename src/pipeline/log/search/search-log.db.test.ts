import { beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../../../../test/harness/database.ts';
import { madeAttemptRow } from '../../../../test/harness/log-rows.ts';
import { uuidAtMs } from '../../../base/ids.ts';
import type { Database } from '../../../store/database.ts';
import { attemptsInsert } from '../../../store/queries/attempts/attempts-insert.ts';
import { attemptWords } from './attempt-words.ts';
import { countAttempts, searchAttempts } from './search-log.ts';

const hub = uuidAtMs(1);
const other = uuidAtMs(2);
const start = Date.parse('2026-01-01T00:00:00.000Z');
/** A step of 13 minutes: 3000 of them are 27 days, more than what is looked through one by one. */
const stepMs = 13 * 60 * 1000;
const count = 3000;

let database: Database;
const clock = { nowMs: () => start + count * stepMs };
const idAt = (n: number) => uuidAtMs(start + n * stepMs);
/** Which word each has: one in 700 a rare one, one in 40 another. */
const isRare = (n: number) => n % 700 === 3;
const isMiddling = (n: number) => n % 40 === 7;

beforeAll(async () => {
  ({ database } = await testDatabase());
  const rows = Array.from({ length: count }, (_, n) => {
    const words = ['common', isRare(n) ? 'rarity' : '', isMiddling(n) ? 'middling' : ''].join(' ');
    const entry = {
      ...madeAttemptRow(new Date(start + n * stepMs)),
      organizationId: n % 5 === 4 ? other : hub,
      id: idAt(n),
      kind: 'delivery' as const,
      eventType: 'user.created',
      objectType: 'user',
      objectId: String(n),
      requestBody: Buffer.from(words),
    };
    // Some are of a format that is not searched.
    return { ...entry, words: n % 11 === 10 ? null : attemptWords(entry, entry.requestBody) };
  });
  await attemptsInsert(database, rows);
});

const numbers = Array.from({ length: count }, (_, n) => n).filter((n) => n % 5 !== 4 && n % 11 !== 10);

it.each<[string, (n: number) => boolean]>([
  ['rarity', isRare],
  ['middling', isMiddling],
  ['common', () => true],
  ['comm', () => true],
  ['rar middl', (n) => isRare(n) && isMiddling(n)],
  ['common rarity', isRare],
  ['common middling rarity', (n) => isRare(n) && isMiddling(n)],
  ['common nothing', () => false],
  ['nothing', () => false],
])('finds exactly what has %j, in both directions, page after page, and counts it', async (text, has) => {
  for (const direction of ['falling', 'rising'] as const) {
    const expected = numbers.filter(has).map(idAt);
    if (direction === 'falling') expected.reverse();
    const found: string[] = [];
    for (let beyond: string | null = null; ; beyond = found.at(-1) ?? null) {
      const limit = expected.length > 100 ? 400 : 7;
      const page = await searchAttempts(
        { database, clock },
        { organizationId: hub, text, direction, beyond, limit },
      );
      found.push(...page.map(({ id }) => id));
      if (page.length < limit) break;
    }
    expect(found).toEqual(expected);
  }
  expect(await countAttempts(database, { organizationId: hub, text })).toBe(numbers.filter(has).length);
});

it('keeps to the time that is asked for: from a moment on, up to another', async () => {
  const [from, to] = [703, 2103];
  const times = { from: new Date(start + from * stepMs), to: new Date(start + to * stepMs) };
  for (const direction of ['falling', 'rising'] as const) {
    const found = await searchAttempts(
      { database, clock },
      {
        organizationId: hub,
        text: 'rarity',
        ...times,
        direction,
        beyond: null,
        limit: 100,
      },
    );
    const expected = numbers.filter((n) => isRare(n) && n >= from && n < to).map(idAt);
    expect(found.map(({ id }) => id).sort()).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  }
});
