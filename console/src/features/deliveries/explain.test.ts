import { expect, it } from 'vitest';
import { explain } from './explain.ts';

const delivery = {
  state: 'retrying',
  lastReason: 'answer-server-error',
  lastStatus: 503,
  cancelledBy: null,
  dueAt: '2026-11-22T14:08:07.000Z',
  held: false,
  attempts: 3,
} as const;

it('says what the receiver answered, and that there is another try only where the server has planned one', () => {
  expect(explain(delivery)).toMatchObject({
    happened: 'The receiver answered 503 Service Unavailable. That is a fault of its own.',
    does: 'Bellwire tries it by itself.',
  });
  expect(explain({ ...delivery, dueAt: null }).does).toBe('It waits for its turn.');
  expect(explain({ ...delivery, held: true, dueAt: null }).does).toContain('switched off');
});

it('says of what was sent before, and is queued again, that it is', () => {
  const waiting = { ...delivery, state: 'waiting' } as const;
  expect(explain({ ...waiting, attempts: 0 }).happened).toBe('Accepted, and not tried yet.');
  expect(explain(waiting).happened).toBe('It is to be sent again.');
});

it('says that nothing more will be done, and what one can do', () => {
  const failed = explain({
    ...delivery,
    state: 'failed',
    lastReason: 'answer-client-error',
    lastStatus: 404,
    dueAt: null,
  });
  expect(failed.does).toBe('No further attempt will be made after 3 of them.');
  expect(failed.todo).toContain('path of the URL');
});

it('says that it arrived, and after how many attempts', () => {
  const arrived = {
    ...delivery,
    state: 'delivered',
    lastReason: null,
    lastStatus: 204,
    dueAt: null,
  } as const;
  expect(explain({ ...arrived, attempts: 1 })).toEqual({
    tone: 'well',
    happened: 'It arrived: the receiver answered 204.',
    does: 'Nothing more is owed.',
  });
  expect(explain(arrived).does).toBe('It took 3 attempts. Nothing more is owed.');
});

it('says who gave it up, and that this can be taken back', () => {
  const cancelled = {
    ...delivery,
    state: 'cancelled',
    lastReason: 'cancelled-by-hand',
    dueAt: null,
  } as const;
  expect(explain({ ...cancelled, cancelledBy: 'ada\u202e' })).toEqual({
    tone: 'pending',
    happened: 'Given up by ada⟨U+202E⟩.',
    does: 'No further attempt will be made. It can be sent again.',
  });
  expect(explain({ ...cancelled, lastReason: 'webhook-removed' })).toMatchObject({
    happened: 'The webhook was deleted before the delivery was made.',
    does: 'No further attempt will be made.',
  });
});
