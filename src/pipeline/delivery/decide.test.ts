import { array, assert, boolean, constantFrom, double, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Policy } from '../../store/records/policy.ts';
import type { Outcome } from './attempt.ts';
import { decide } from './decide.ts';
import { reasonOfStatus } from './http/status.ts';
import { type Reason, reasonCodes } from './reasons.ts';
import { standardPolicy } from './standard-policy.ts';

const dayMs = 24 * 60 * 60 * 1000;
const nowMs = Date.parse('2026-03-01T10:00:00Z');
const random = double({ min: 0, max: 1, noNaN: true });
const status = integer({ min: 100, max: 599 });
const policies = record<Policy>({
  connectTimeoutMs: integer({ min: 1, max: 60_000 }),
  totalTimeoutMs: integer({ min: 1, max: 60_000 }),
  retryDelaysMs: array(integer({ min: 0, max: 7 * dayMs }), { maxLength: 10 }),
  jitter: double({ min: 0, max: 1, noNaN: true }),
  retriedStatuses: array(constantFrom<number | '5xx'>('5xx', 408, 410, 425, 429, 501), { maxLength: 4 }),
  honourRetryAfter: boolean(),
  goneSwitchesOff: boolean(),
});

function answered(code: number, headers: Record<string, string> = {}): Outcome {
  const failure = reasonOfStatus(code);
  const answer = { status: code, headers, body: Buffer.alloc(0), bodySize: 0 };
  return { answer, timings: { total: 1 }, reason: failure?.reason ?? null, detail: failure?.detail ?? null };
}
function unanswered(reason: Reason): Outcome {
  return { answer: null, timings: { total: 1 }, reason, detail: null };
}
const decided = (policy: Policy, roundAttempts: number, outcome: Outcome, chance = 0.5) =>
  decide({ policy, roundAttempts, outcome, nowMs, random: chance });

describe('an attempt', () => {
  it('has delivered exactly when there is no reason against it', () => {
    assert(
      property(policies, integer({ min: 1, max: 20 }), status, random, (policy, number, code, chance) => {
        const outcome = answered(code);
        const { state } = decided(policy, number, outcome, chance);
        expect(state === 'delivered').toBe(code >= 200 && code <= 299);
        expect(decided(policy, number, { ...outcome, reason: 'answer-broken' }).state).not.toBe('delivered');
      }),
    );
  });

  it('is followed by no more retries than the schedule has, whatever comes back', () => {
    const outcomes = constantFrom(...reasonCodes.map(unanswered), answered(500), answered(429));
    assert(
      property(policies, array(outcomes, { minLength: 15, maxLength: 15 }), (policy, given) => {
        let attempts = 0;
        let state: string = 'waiting';
        while (state === 'waiting' || state === 'retrying') {
          const outcome = given[attempts++]!;
          state = decided(policy, attempts, outcome).state;
        }
        expect(attempts).toBeLessThanOrEqual(policy.retryDelaysMs.length + 1);
        expect(state).toBe('failed');
      }),
    );
  });

  it('is retried within the jitter of the schedule', () => {
    assert(
      property(policies, random, integer({ min: 1, max: 11 }), (policy, chance, number) => {
        const decision = decided(policy, number, unanswered('connect-refused'), chance);
        const delayMs = policy.retryDelaysMs[number - 1];
        expect(decision.state).toBe(delayMs === undefined ? 'failed' : 'retrying');
        if (decision.state !== 'retrying' || delayMs === undefined) return;
        const waitMs = decision.dueAtMs - nowMs;
        expect(Number.isInteger(waitMs)).toBe(true);
        expect(waitMs).toBeGreaterThanOrEqual(Math.floor(delayMs * (1 - policy.jitter)));
        expect(waitMs).toBeLessThanOrEqual(Math.ceil(delayMs * (1 + policy.jitter)));
      }),
    );
  });

  it('spreads its retries over the whole of the jitter', () => {
    const waitMs = (chance: number) => {
      const decision = decided(standardPolicy, 3, answered(500), chance);
      return decision.state === 'retrying' ? decision.dueAtMs - nowMs : null;
    };
    expect([0, 0.5, 1].map(waitMs)).toEqual([270_000, 300_000, 330_000]);
  });

  it('is retried for exactly the statuses of the policy', () => {
    assert(
      property(policies, integer({ min: 300, max: 599 }), (policy, code) => {
        const generous = { ...policy, retryDelaysMs: [1], goneSwitchesOff: false };
        const { retriedStatuses } = policy;
        const retried = retriedStatuses.includes(code) || (code >= 500 && retriedStatuses.includes('5xx'));
        expect(decided(generous, 1, answered(code)).state).toBe(retried ? 'retrying' : 'failed');
      }),
    );
  });

  it.each<[Reason, boolean]>([
    ['dns-failed', true],
    ['connect-refused', true],
    ['connect-timeout', true],
    ['connect-failed', true],
    ['tls-failed', true],
    ['request-failed', true],
    ['answer-timeout', true],
    ['answer-broken', true],
    ['address-refused', true],
    ['request-invalid', false],
    ['format-unknown', false],
    ['webhook-removed', false],
  ])('without an answer (%s) is retried: %s', (reason, retried) => {
    expect(decided(standardPolicy, 1, unanswered(reason)).state).toBe(retried ? 'retrying' : 'failed');
  });

  it('that broke off after a good status is retried, since the receiver may not have had it', () => {
    const broken: Outcome = { ...answered(200), reason: 'answer-timeout' };
    expect(decided(standardPolicy, 1, broken).state).toBe('retrying');
  });
});

describe('Retry-After', () => {
  const policy: Policy = { ...standardPolicy, jitter: 0, retryDelaysMs: [5000] };
  const waitMs = (seconds: string, changes: Partial<Policy> = {}) => {
    const decision = decided({ ...policy, ...changes }, 1, answered(503, { 'retry-after': seconds }));
    return decision.state === 'retrying' ? decision.dueAtMs - nowMs : null;
  };

  it('never brings a retry forward, and puts it off by a day at the most', () => {
    assert(
      property(policies, random, integer({ min: 0, max: 2 ** 31 }), (any, chance, seconds) => {
        const generous: Policy = { ...any, retriedStatuses: ['5xx'], honourRetryAfter: true };
        const plain = decided(generous, 1, answered(503), chance);
        const asked = decided(generous, 1, answered(503, { 'retry-after': String(seconds) }), chance);
        expect(asked.state).toBe(plain.state);
        if (plain.state !== 'retrying' || asked.state !== 'retrying') return;
        expect(asked.dueAtMs).toBeGreaterThanOrEqual(plain.dueAtMs);
        expect(asked.dueAtMs).toBeLessThanOrEqual(Math.max(plain.dueAtMs, nowMs + dayMs));
        expect(asked.dueAtMs).toBeGreaterThanOrEqual(nowMs + Math.min(seconds * 1000, dayMs));
      }),
    );
  });

  it('is honoured, unless the policy says otherwise or it makes no sense', () => {
    expect(waitMs('60')).toBe(60_000);
    expect(waitMs('1')).toBe(5000);
    expect(waitMs('999999')).toBe(dayMs);
    expect(waitMs('soon')).toBe(5000);
    expect(waitMs('60', { honourRetryAfter: false })).toBe(5000);
  });

  it('makes no retry where the schedule has none', () => {
    expect(waitMs('60', { retryDelaysMs: [] })).toBeNull();
  });
});

describe('410 Gone', () => {
  it('ends it at once and switches the webhook off', () => {
    expect(decided(standardPolicy, 1, answered(410))).toEqual({ state: 'failed', switchOff: true });
    expect(decided(standardPolicy, 8, answered(410))).toEqual({ state: 'failed', switchOff: true });
  });

  it('is like any other status where the policy says so', () => {
    const tolerant: Policy = { ...standardPolicy, goneSwitchesOff: false };
    expect(decided(tolerant, 1, answered(410))).toEqual({ state: 'failed', switchOff: false });
    const stubborn: Policy = { ...tolerant, retriedStatuses: [410] };
    expect(decided(stubborn, 1, answered(410))).toMatchObject({ state: 'retrying', switchOff: false });
  });

  it('is the only answer that switches a webhook off', () => {
    assert(
      property(policies, status, integer({ min: 1, max: 12 }), (policy, code, number) => {
        const { switchOff } = decided(policy, number, answered(code));
        expect(switchOff).toBe(code === 410 && policy.goneSwitchesOff);
      }),
    );
  });
});
