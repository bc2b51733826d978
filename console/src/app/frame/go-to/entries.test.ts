import { expect, it } from 'vitest';
import { idIn, matching } from './entries.ts';

const entries = [
  { group: 'Pages', label: 'Overview', to: '/o/acme' },
  { group: 'Webhooks', label: 'Billing overview', more: 'https://a.example', to: '/w/1' },
  { group: 'Webhooks', label: 'CRM', more: 'https://crm.example/over', to: '/w/2' },
];
const found = (typed: string) => matching(entries, typed).map(({ label }) => label);

it('finds what holds each word, in any order, with what begins so first', () => {
  expect(found('')).toEqual(['Overview', 'Billing overview', 'CRM']);
  expect(found('over')).toEqual(['Overview', 'Billing overview', 'CRM']);
  expect(found('example BILLING')).toEqual(['Billing overview']);
  expect(found('crm')).toEqual(['CRM']);
  expect(found('nothing')).toEqual([]);
});

it('finds an id in what stands around it', () => {
  const id = '019a2b3c-4d5e-7f00-8000-0123456789ab';
  expect(idIn(`  ${id.toUpperCase()}\n`)).toBe(id);
  expect(idIn(`http://host/o/acme/deliveries/${id}?attempt=2`)).toBe(id);
  expect(idIn('019a2b3c')).toBeUndefined();
});
