import { describe, expect, it } from 'vitest';
import { masheryWebhook } from '../../../test/harness/mashery-objects.ts';
import { createFailing } from './failing.ts';

const since = new Date('2026-01-01T00:00:00Z');

describe('what a node knows of failing webhooks', () => {
  it('is what the webhook says, until this node has seen something itself', () => {
    expect(createFailing().sinceOf(masheryWebhook({ failingSince: since }))).toEqual(since);
    expect(createFailing().sinceOf(masheryWebhook({ failingSince: null }))).toBeNull();
  });

  it('is that it is well after a success, whatever an older copy of the webhook says', () => {
    const failing = createFailing();
    failing.note(masheryWebhook(), null);
    expect(failing.sinceOf(masheryWebhook({ failingSince: since }))).toBeNull();
  });

  it('is when it began to fail, for a copy that was made before that', () => {
    const failing = createFailing();
    failing.note(masheryWebhook(), since);
    expect(failing.sinceOf(masheryWebhook({ failingSince: null }))).toEqual(since);
  });

  it('is what the webhook says again, once somebody has changed it', () => {
    const failing = createFailing();
    failing.note(masheryWebhook({ version: 1 }), since);
    expect(failing.sinceOf(masheryWebhook({ version: 2, failingSince: null }))).toBeNull();
  });

  it('is what its row says once that was read again, whatever this node has seen before', () => {
    const failing = createFailing();
    failing.note(masheryWebhook(), null);
    failing.refresh([masheryWebhook({ failingSince: since })]);
    expect(failing.sinceOf(masheryWebhook({ failingSince: null }))).toEqual(since);
    failing.refresh([masheryWebhook({ failingSince: null })]);
    expect(failing.sinceOf(masheryWebhook({ failingSince: since }))).toBeNull();
  });

  it('is what its next delivery says, where nothing waited for it when rows were read again', () => {
    const failing = createFailing();
    failing.note(masheryWebhook(), null);
    failing.refresh([]);
    expect(failing.sinceOf(masheryWebhook({ failingSince: since }))).toEqual(since);
  });
});
