import { describe, expect, it } from 'vitest';
import { masheryFamily, masheryWebhook } from '../../../test/harness/mashery-objects.ts';
import { createIds } from '../../base/ids.ts';
import type { Operation } from '../../catalogue/object-record.ts';
import { masheryCatalogue } from '../../dialects/mashery/catalogue/index.ts';
import type { Format } from '../delivery/format.ts';
import { eventsOf, owedFor, toldBy } from './owed.ts';
import type { Change } from './plan.ts';

const family = masheryFamily();
const now = new Date('2026-03-01T10:00:00Z');
const ids = createIds({ nowMs: () => now.getTime() });
const context = { ids, now, actor: 'token:1', transactionId: '0190c222-0000-7000-8000-000000000001' };

function change(operation: Operation, object: keyof typeof family): Change {
  const after = family[object];
  const type = masheryCatalogue.types[after.type]!;
  return { operation, type, before: operation === 'created' ? null : after, after, related: {} };
}

/** A format in which the settings of a webhook say what it wants. It counts what it renders. */
function countingFormat() {
  const rendered: string[] = [];
  const format: Format = {
    name: 'mashery',
    settingsSchema: {},
    wants: ({ settings }, { type }) => settings.not !== type,
    variantOf: ({ settings }) => (settings.variant as string | undefined) ?? null,
    render(variant, { type }) {
      rendered.push(`${variant} ${type}`);
      return { variant, contentType: 'text/plain', body: Buffer.from(`${variant} ${type}`) };
    },
    request: () => ({ method: 'POST', url: '', headers: {}, body: null }),
  };
  return { formats: new Map([['mashery', format]]), rendered };
}

describe('the events of a plan', () => {
  const changes = [change('deleted', 'packageKey'), change('created', 'plan'), change('updated', 'member')];
  const events = eventsOf(toldBy({ changes }), context);

  it('are one for each change of a type that tells of it, in the order of the changes', () => {
    expect(events.map(({ type }) => type)).toEqual(['package_key.deleted', 'member.updated']);
    const order = events.map(({ id }) => id);
    expect(order).toEqual([...order].sort());
  });

  it('say what happened, to what, when, by whom and together with what', () => {
    expect(events[1]).toMatchObject({
      organizationId: family.member.organizationId,
      objectType: 'member',
      objectId: family.member.id,
      transactionId: context.transactionId,
      actor: 'token:1',
      occurredAt: now,
      data: { operation: 'updated', object: { id: family.member.id, fields: { username: 'joe' } } },
    });
  });
});

describe('what is owed', () => {
  const events = eventsOf(
    toldBy({ changes: [change('created', 'member'), change('created', 'application')] }),
    context,
  );
  const [json, other, bare, picky, strange] = [
    masheryWebhook({ id: 'json', settings: { variant: 'json' } }),
    masheryWebhook({ id: 'other', settings: { variant: 'json' } }),
    masheryWebhook({ id: 'bare' }),
    masheryWebhook({ id: 'picky', settings: { variant: 'form', not: 'member.created' } }),
    masheryWebhook({ id: 'strange', format: 'unheard-of' }),
  ] as const;

  it('is one delivery for each event and each webhook that wants it', () => {
    const { owed } = owedFor(events, [json, bare, picky, strange], { ...context, ...countingFormat() });
    expect(owed.map(({ event, webhook }) => `${event.type} ${webhook.id}`)).toEqual([
      'member.created json',
      'member.created bare',
      'application.created json',
      'application.created bare',
      'application.created picky',
    ]);
    expect(new Set(owed.map(({ id }) => id)).size).toBe(5);
    expect(owed.every(({ attempts, roundAttempts }) => attempts === 0 && roundAttempts === 0)).toBe(true);
  });

  it('shares one body among all webhooks of a variant, rendered once for each event', () => {
    const { formats, rendered } = countingFormat();
    const { owed, payloads } = owedFor(events, [json, other, picky], { ...context, formats });
    expect(rendered).toEqual(['json member.created', 'json application.created', 'form application.created']);
    expect(payloads.map(({ event, payload }) => `${payload.variant} ${event.type}`)).toEqual(rendered);
    const bodies = owed.filter(({ event }) => event === events[0]).map(({ payload }) => payload?.body);
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toBe(bodies[1]);
  });

  it('has no body where the variant is none', () => {
    const { owed, payloads } = owedFor(events, [bare], { ...context, ...countingFormat() });
    expect(owed.map(({ payload }) => payload)).toEqual([null, null]);
    expect(payloads).toEqual([]);
  });

  it('is nothing without webhooks or events', () => {
    expect(owedFor(events, [], { ...context, ...countingFormat() })).toEqual({ owed: [], payloads: [] });
    expect(owedFor([], [json], { ...context, ...countingFormat() })).toEqual({ owed: [], payloads: [] });
  });
});
