import { describe, expect, it } from 'vitest';
import type { Job } from '../../store/records/job.ts';
import { afterFailure, afterStep } from './progress.ts';

const now = new Date('2026-03-01T10:00:00Z');
const job: Job = {
  kind: 'resend',
  input: { states: ['failed'] },
  organizationId: 'o',
  id: 'j',
  state: 'running',
  total: 20,
  queued: 4,
  skipped: 1,
  cursor: 'e',
  dueAt: new Date(0),
  failures: 2,
  detail: 'full disk',
  createdByName: null,
  createdBy: 'token:test',
  createdAt: new Date(0),
  updatedAt: new Date(0),
  finishedAt: null,
};
const moved = { type: 'moved', cursor: 'k', queued: 2, skipped: 1, finished: false } as const;

describe('after a batch', () => {
  it('moves on, is due again now, and forgets earlier failures', () => {
    expect(afterStep(job, 20, moved, now)).toEqual({
      ...job,
      queued: 6,
      skipped: 2,
      cursor: 'k',
      dueAt: now,
      failures: 0,
      detail: null,
      updatedAt: now,
    });
  });

  it('is done when nothing is left, and keeps its cursor when there was nothing', () => {
    const last = { ...moved, cursor: null, queued: 0, skipped: 0, finished: true };
    expect(afterStep(job, 20, last, now)).toMatchObject({
      state: 'done',
      cursor: 'e',
      dueAt: null,
      finishedAt: now,
    });
  });

  it('runs from the first batch on, with the total that was counted for it', () => {
    const waiting: Job = { ...job, state: 'waiting', total: null };
    expect(afterStep(waiting, 20, moved, now)).toMatchObject({ state: 'running', total: 20 });
    expect(afterStep(waiting, null, moved, now)).toMatchObject({ state: 'running', total: null });
  });

  it('has failed when it can never go on', () => {
    const impossible = { type: 'impossible', detail: 'The webhook was removed.' } as const;
    expect(afterStep(job, 20, impossible, now)).toMatchObject({
      state: 'failed',
      detail: 'The webhook was removed.',
      queued: 4,
      dueAt: null,
      finishedAt: now,
    });
  });
});

describe('after a failure', () => {
  it('waits longer each time, then gives up', () => {
    const waitsMs = [];
    let failing: Job = { ...job, failures: 0 };
    while (failing.dueAt !== null) {
      failing = afterFailure(failing, 'no vault', now);
      waitsMs.push(failing.dueAt === null ? null : failing.dueAt.getTime() - now.getTime());
    }
    expect(waitsMs).toEqual([1_000, 5_000, 30_000, 60_000, 300_000, null]);
    expect(failing).toMatchObject({ state: 'failed', detail: 'no vault', failures: 6, finishedAt: now });
  });

  it('keeps what was reached, and a message of any length short', () => {
    expect(afterFailure(job, 'x'.repeat(5000), now)).toMatchObject({
      state: 'running',
      cursor: 'e',
      queued: 4,
      detail: 'x'.repeat(1000),
    });
  });
});
