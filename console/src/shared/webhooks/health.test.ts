import { expect, it } from 'vitest';
import type { Webhook } from '../api/types.ts';
import { byAttention, healthOf } from './health.ts';

const webhook = (name: string, change: Partial<Webhook>) =>
  ({ name, enabled: true, disabledReason: null, failingSince: null, ...change }) as Webhook;

it('comes first where a fault has switched it off, then failing, off by hand, well', () => {
  const all = [
    webhook('well', {}),
    webhook('by hand', { enabled: false }),
    webhook('failing', { failingSince: '2026-11-22T10:00:00.000Z' }),
    webhook('by fault', { enabled: false, disabledReason: 'It answered 410.' }),
  ];
  expect([...all].sort(byAttention).map(({ name }) => name)).toEqual([
    'by fault',
    'failing',
    'by hand',
    'well',
  ]);
  expect(all.map(healthOf)).toEqual(['on', 'off', 'failing', 'off']);
});
