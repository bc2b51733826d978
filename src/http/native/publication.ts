import { createHash } from 'node:crypto';
import type { Static } from 'typebox';
import { invalid } from '../../base/errors.ts';
import { findUnstorable } from '../../catalogue/storable.ts';
import type { PublishedEvent } from '../../pipeline/changes/published.ts';
import type { publication } from './schemas/events.ts';

/** The events of a request to publish. Throws `invalid` for what the database could not hold. */
export function publishedFrom(body: Static<typeof publication>): PublishedEvent[] {
  const unstorable = findUnstorable(body);
  if (unstorable.length > 0) throw invalid('The events cannot be stored.', unstorable);
  const events = 'events' in body ? body.events : [body];
  return events.map(({ type, object, data, related = {}, occurredAt }) => ({
    type,
    object: { ...object, number: object.number ?? null },
    data,
    related: Object.fromEntries(
      Object.entries(related).map(([name, parent]) => [name, { ...parent, number: parent.number ?? null }]),
    ),
    occurredAt: occurredAt === undefined ? null : new Date(occurredAt),
  }));
}

/** What tells one request from another that carries the same key. */
export function fingerprintOf(body: object): Buffer {
  return createHash('sha256').update(JSON.stringify(body)).digest();
}
