import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createIdTable } from './id-table.ts';

const bytes = (text: string) => Buffer.from(text);

describe('the table of ids', () => {
  it('numbers new ids in their order, and knows repeats', () => {
    const table = createIdTable();
    const [one, two] = [randomUUID(), randomUUID()];
    const numbers = [one, two, one, two].map((id) => table.add(bytes(id), 0));
    expect([numbers, table.size(), table.ids()]).toEqual([[0, 1, -1, -2], 2, [one, two]]);
  });

  it('loses none and doubles none while it grows', () => {
    const table = createIdTable(8);
    const ids = Array.from({ length: 5000 }, () => randomUUID());
    for (const id of [...ids, ...ids]) table.add(bytes(`webhook-id: ${id}\r\n`), 'webhook-id: '.length);
    expect(table.ids()).toEqual(ids);
  });

  it('takes upper case for the same id', () => {
    const table = createIdTable();
    const id = randomUUID();
    expect([table.add(bytes(id), 0), table.add(bytes(id.toUpperCase()), 0)]).toEqual([0, -1]);
  });

  it.each([
    '',
    'inv-1',
    randomUUID().slice(0, 35),
    randomUUID().replaceAll('-', '0'),
    `${'g'.repeat(8)}-0000-0000-0000-000000000000`,
  ])('refuses %j', (id) => expect(createIdTable().add(bytes(id), 0)).toBeNull());

  it('is empty once it is cleared', () => {
    const table = createIdTable();
    const id = randomUUID();
    table.add(bytes(id), 0);
    table.clear();
    expect([table.size(), table.add(bytes(id), 0)]).toEqual([0, 0]);
  });
});
