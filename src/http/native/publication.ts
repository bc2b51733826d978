import { createHash } from 'node:crypto';
import type { Static } from 'typebox';
import { BellwireError, invalid, type Problem } from '../../base/errors.ts';
import { canonicalJson } from '../../base/json.ts';
import { findUnstorable } from '../../catalogue/storable.ts';
import type { PublishedEvent } from '../../pipeline/changes/published.ts';
import { operationalPrefix } from '../../pipeline/delivery/operational-events.ts';
import type { publication } from './schemas/events.ts';

/** The events of a request to publish. Throws `invalid` for what could not be kept, or would pass for an event of ours. */
export function publishedFrom(body: Static<typeof publication>): PublishedEvent[] {
  const unstorable = findUnstorable(body);
  if (unstorable.length > 0) throw invalid('The events cannot be stored.', unstorable);
  const events = 'events' in body ? body.events : [body];
  const problems = events.flatMap((event, index) =>
    problemsOf(event).map(({ field, message }) => ({
      field: 'events' in body ? `events.${index}.${field}` : field,
      message,
    })),
  );
  if (problems.length > 0) throw invalid('The events cannot be published.', problems);
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

function problemsOf({ type, occurredAt }: { type: string; occurredAt?: string }): Problem[] {
  const problems: Problem[] = [];
  if (type.startsWith(operationalPrefix)) {
    problems.push({ field: 'type', message: `must not begin with ${operationalPrefix}` });
  }
  // A leap second is a date-time by the standard, but no time that can be kept.
  if (occurredAt !== undefined && Number.isNaN(Date.parse(occurredAt))) {
    problems.push({ field: 'occurredAt', message: 'must be a time that exists' });
  }
  return problems;
}

/**
 * What tells one request from another that carries the same key. Not the order of keys in its objects: a client that
 * builds the body anew for a repeat may come upon another one.
 */
export function fingerprintOf(body: Static<typeof publication>): Buffer {
  return createHash('sha256').update(canonicalJson(body)).digest();
}

/** Where a single event was given without a list, the problems of publishing it are named without one too. */
export async function asAsked<T>(body: object, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BellwireError) || 'events' in body) throw error;
    const problems = error.problems.map(({ field, message }) => ({
      field: field.replace(/^events\.0\./, ''),
      message,
    }));
    throw new BellwireError(error.code, error.message, problems, { cause: error });
  }
}
