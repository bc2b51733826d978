import { expect, it } from 'vitest';
import type { CancelInput, JobOrder, ReplayInput, ResendInput } from '../../store/records/job.ts';
import { checkOrder, maxRangeDays } from './check-order.ts';

const now = new Date('2026-06-01T00:00:00Z');
const webhookId = '0193a5f2-6c1e-7b7a-9d2f-3e5b8c1d4f60';
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
const resend = (input: ResendInput): JobOrder => ({ kind: 'resend', input });
const cancel = (input: CancelInput): JobOrder => ({ kind: 'cancel', input });
const recover = (since: string): JobOrder => ({ kind: 'recover', input: { since } });
const replay = (range: Omit<ReplayInput, 'webhookId'>): JobOrder => ({
  kind: 'replay',
  input: { webhookId, ...range },
});

it.each<[string, JobOrder]>([
  ['sending again by one condition', resend({ states: ['failed'] })],
  ['sending again since a time', resend({ from: daysAgo(1) })],
  ['sending again until a time', resend({ webhookId, to: daysAgo(1) })],
  ['giving up by one condition', cancel({ webhookId })],
  ['giving up until a time', cancel({ to: daysAgo(1) })],
  ['giving up what is named', cancel({ ids: [webhookId] })],
  ['recovering since this very moment', recover(now.toISOString())],
  ['recovering since the earliest time', recover(daysAgo(maxRangeDays))],
  ['replaying until now', replay({ from: daysAgo(3) })],
  ['replaying a range', replay({ from: daysAgo(3), to: daysAgo(2) })],
  ['replaying an old range', replay({ from: daysAgo(900), to: daysAgo(900 - maxRangeDays) })],
])('takes %s', (_name, order) => {
  expect(checkOrder(order, now)).toEqual([]);
});

it.each<[string, JobOrder, string, string]>([
  ['sending everything again', resend({}), 'input', 'at least'],
  ['sending all until a time again', resend({ to: daysAgo(1) }), 'input', 'at least'],
  ['giving everything up', cancel({}), 'input', 'at least'],
  ['giving up until a time to come', cancel({ to: daysAgo(-1) }), 'input.to', 'future'],
  ['recovering since a time to come', recover(daysAgo(-0.001)), 'input.since', 'future'],
  ['recovering since too long ago', recover(daysAgo(maxRangeDays + 0.001)), 'input.since', '100 days'],
  ['replaying from a time to come', replay({ from: daysAgo(-1) }), 'input.from', 'future'],
  ['replaying until a time to come', replay({ from: daysAgo(1), to: daysAgo(-1) }), 'input.to', 'future'],
  ['replaying backwards', replay({ from: daysAgo(1), to: daysAgo(2) }), 'input.to', 'after from'],
  ['replaying nothing', replay({ from: daysAgo(1), to: daysAgo(1) }), 'input.to', 'after from'],
  [
    'replaying too much',
    replay({ from: daysAgo(maxRangeDays + 2), to: daysAgo(1) }),
    'input.from',
    '100 days',
  ],
  ['a leap second', replay({ from: '2016-12-31T23:59:60Z' }), 'input.from', 'can use'],
])('refuses %s', (_name, order, field, word) => {
  expect(checkOrder(order, now)).toEqual([{ field, message: expect.stringContaining(word) }]);
});
