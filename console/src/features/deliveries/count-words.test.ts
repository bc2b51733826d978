import { expect, it } from 'vitest';
import { cancelledWords, sentWords } from './count-words.ts';

const counted = (count: number, more: object = {}) => ({ count, capped: false, beingSent: 0, ...more });

it('says how many will be sent, and never less than are', () => {
  expect(sentWords(counted(0))).toBe('Nothing would be sent.');
  expect(sentWords(counted(1))).toBe('1 delivery will be sent.');
  expect(sentWords(counted(500, { capped: true }))).toBe('More than 500 deliveries will be sent.');
});

it('says how many will not be sent, and what it is too late for', () => {
  expect(cancelledWords(counted(112))).toBe('112 deliveries will not be sent.');
  expect(cancelledWords(counted(1, { beingSent: 1 }))).toBe(
    '1 delivery will not be sent. 1 more is being sent, or about to be, and left alone.',
  );
  expect(cancelledWords(counted(0, { beingSent: 3 }))).toBe(
    'Nothing waits that matches. 3 more are being sent, or about to be, and left alone.',
  );
});
