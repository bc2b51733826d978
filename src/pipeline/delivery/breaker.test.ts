import { array, assert, constantFrom, integer, oneof, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from './attempt.ts';
import { admit, afterAttempt, type Breaker, closedBreaker, defaultBreakerSettings } from './breaker.ts';
import type { Reason } from './reasons.ts';

/** By the clock that only grows, which began at some other time than the wall clock. */
const nowMs = 5_000_000;
const bootedMs = Date.parse('2026-03-01T10:00:00Z');
const at = (ms: number) => ({ nowMs: ms, dateMs: bootedMs + ms });
const settings = { failures: 3, openMs: 1_000, maxOpenMs: 5_000 };

function answered(status: number, reason: Reason | null, headers: Record<string, string> = {}): Outcome {
  const answer = { status, headers, body: Buffer.alloc(0), bodySize: 0 };
  return { answer, timings: { total: 1 }, reason, detail: null };
}
const unanswered = (reason: Reason): Outcome => ({ ...answered(0, reason), answer: null });

const success = answered(204, null);
const refused = unanswered('connect-refused');
const throttled = (retryAfter?: string) =>
  answered(429, 'answer-throttled', retryAfter === undefined ? {} : { 'retry-after': retryAfter });

/** The breaker after outcomes at one moment, none of them a probe's. */
function following(outcomes: readonly Outcome[], from: Breaker = closedBreaker, atMs = nowMs): Breaker {
  return outcomes.reduce((breaker, outcome) => afterAttempt(breaker, outcome, at(atMs), settings), from);
}
const open = following([refused, refused, refused]);
/** The same one while its probe is under way. */
const probing = admit(open, nowMs + 1_000).breaker;

describe('a breaker', () => {
  it.each<[string, Outcome]>([
    ['no connection', refused],
    ['no answer in time', unanswered('answer-timeout')],
    ['an answer that stops half-way', answered(200, 'answer-timeout')],
    ['an address that is not allowed', unanswered('address-refused')],
    ['a 500', answered(500, 'answer-server-error')],
    ['a 599', answered(599, 'answer-server-error')],
  ])('takes %s for a failure', (_what, outcome) => {
    expect(following([outcome])).toEqual({ ...closedBreaker, failures: 1 });
    expect(following([outcome, outcome, outcome])).toMatchObject({ openings: 1, openUntilMs: nowMs + 1_000 });
  });

  it.each<[string, Outcome]>([
    ['a 200', answered(200, null)],
    ['a 400', answered(400, 'answer-client-error')],
    ['a 408', answered(408, 'answer-client-error')],
    ['a 410', answered(410, 'answer-gone')],
    ['a redirect', answered(302, 'answer-redirect')],
  ])('takes %s for a receiver that is well, and counts from zero again', (_what, outcome) => {
    expect(following([refused, refused, outcome])).toBe(closedBreaker);
    expect(following([refused, refused, outcome, refused, refused]).openUntilMs).toBe(0);
  });

  it('lets everything pass while it is closed, and nothing while it is open', () => {
    expect(admit(closedBreaker, nowMs)).toEqual({ breaker: closedBreaker, waitMs: 0 });
    expect(admit(open, nowMs)).toEqual({ breaker: open, waitMs: 1_000 });
    expect(admit(open, nowMs + 999)).toEqual({ breaker: open, waitMs: 1 });
  });

  it('lets one probe pass when its time is over, and nobody else until that has ended', () => {
    const first = admit(open, nowMs + 1_000);
    expect(first).toEqual({ breaker: { ...open, probing: true }, waitMs: 0 });
    expect(admit(first.breaker, nowMs + 1_000)).toEqual({
      breaker: first.breaker,
      waitMs: Number.POSITIVE_INFINITY,
    });
  });

  it('is closed by a probe that goes well, and forgets what was', () => {
    expect(following([success], probing, nowMs + 1_000)).toBe(closedBreaker);
  });

  it('is open for twice as long after each probe that fails, up to the limit', () => {
    const spans: number[] = [];
    let breaker = open;
    for (let atMs = breaker.openUntilMs; spans.length < 5; atMs = breaker.openUntilMs) {
      breaker = following([refused], admit(breaker, atMs).breaker, atMs);
      spans.push(breaker.openUntilMs - atMs);
    }
    expect(spans).toEqual([2_000, 4_000, 5_000, 5_000, 5_000]);
    expect(
      following([success, refused, refused, refused], admit(breaker, breaker.openUntilMs).breaker),
    ).toEqual(open);
  });

  it.each([
    ['fails', refused],
    ['goes well', success],
  ])('is moved by nothing that was under way when it opened and %s', (_how, outcome) => {
    const later = following([outcome, outcome, outcome, outcome], open, nowMs + 500);
    expect(later).toMatchObject({ openUntilMs: open.openUntilMs, openings: 1, probing: false });
  });

  it.each<[string, string | undefined, number]>([
    ['names no time', undefined, 1_000],
    ['names nonsense', 'soon', 1_000],
    ['names no time at all', '0', 1_000],
    ['names seconds', '7', 7_000],
    ['names a date', new Date(bootedMs + nowMs + 9_000).toUTCString(), 9_000],
    ['names a day', '86400', 60_000],
  ])('pauses after a 429 that %s', (_what, retryAfter, pauseMs) => {
    const breaker = following([throttled(retryAfter)]);
    expect(breaker).toEqual({ ...closedBreaker, openUntilMs: nowMs + pauseMs });
  });

  it('keeps a pause that the receiver asked for when another request goes well or is throttled for less', () => {
    const breaker = following([throttled('30'), success, throttled('2')]);
    expect(admit(breaker, nowMs).waitMs).toBe(30_000);
    expect(following([success], admit(breaker, nowMs + 30_000).breaker, nowMs + 30_000)).toBe(closedBreaker);
  });

  it('takes a 429 neither for a failure nor for a success', () => {
    expect(following([refused, refused, throttled()])).toMatchObject({ failures: 2, openings: 0 });
  });

  it('is as patient as it says where nobody says otherwise', () => {
    const { failures, openMs } = defaultBreakerSettings;
    let breaker = closedBreaker;
    for (let count = 1; count < failures; count++) breaker = afterAttempt(breaker, refused, at(nowMs));
    expect(breaker.openUntilMs).toBe(0);
    expect(afterAttempt(breaker, refused, at(nowMs)).openUntilMs).toBe(nowMs + openMs);
  });
});

describe('whatever happens, a breaker', () => {
  const outcome = oneof(
    constantFrom<Outcome>(success, refused, answered(500, 'answer-server-error')),
    constantFrom<Outcome>(answered(404, 'answer-client-error')),
  );
  const steps = array(record({ outcome, waitMs: integer({ min: 0, max: 3_000 }) }), { maxLength: 60 });

  it('never opens before so many failures in a row, sends one probe at a time, and opens within its limits', () => {
    assert(
      property(steps, (played) => {
        let breaker = closedBreaker;
        let inRow = 0;
        let atMs = nowMs;
        for (const step of played) {
          atMs += step.waitMs;
          const before = admit(breaker, atMs);
          if (before.waitMs > 0) {
            expect(atMs + before.waitMs).toBe(breaker.openUntilMs);
            continue;
          }
          const half = breaker.openUntilMs > 0;
          if (half) expect(admit(before.breaker, atMs).waitMs).toBe(Number.POSITIVE_INFINITY);
          const failed = step.outcome === refused || step.outcome.answer?.status === 500;
          inRow = failed ? inRow + 1 : 0;
          const next = afterAttempt(before.breaker, step.outcome, at(atMs), settings);
          expect(next.openUntilMs > atMs).toBe(failed && inRow >= settings.failures);
          if (!failed) expect(next).toBe(closedBreaker);
          if (next.openUntilMs > atMs) {
            const span = next.openUntilMs - atMs;
            expect(span).toBe(Math.min(settings.openMs * 2 ** (inRow - settings.failures), 5_000));
          }
          breaker = next;
        }
      }),
    );
  });
});
