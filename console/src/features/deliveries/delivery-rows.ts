import type { Attempt, Delivery } from '../../shared/api/types.ts';

/** A row of the list: a delivery, or a test, which owes nobody anything. */
export type DeliveryRow = Delivery & { test?: true };

/** A page of the list, and where the next ones begin. */
export interface PageOf<Row> {
  items: readonly Row[];
  older: string | null;
  newer: string | null;
}

/** A test as a row among deliveries. */
export function testRow(attempt: Attempt): DeliveryRow {
  const { id, webhookId, eventType, objectType, objectId, transactionId, status, reason, startedAt } =
    attempt;
  return {
    test: true,
    id,
    eventId: '',
    webhookId,
    eventType,
    objectType,
    objectId: objectId ?? '',
    transactionId,
    state: reason === null ? 'delivered' : 'failed',
    attempts: 1,
    dueAt: null,
    held: false,
    lastAttemptAt: startedAt,
    lastStatus: status,
    lastReason: reason,
    cancelledBy: null,
    createdAt: startedAt,
    finishedAt: startedAt,
  };
}

/**
 * One page of two lists that are both ordered by ids that begin with their time, newest first. Each of the two was asked
 * for a whole page at the same place, so what is left over is found again by turning the page.
 */
export function mergedPage(
  one: PageOf<DeliveryRow>,
  other: PageOf<DeliveryRow>,
  {
    limit,
    rising,
  }: { limit: number /** The page before one that is known: the oldest come first. */; rising: boolean },
): PageOf<DeliveryRow> {
  const all = [...one.items, ...other.items].sort((a, b) => (a.id < b.id ? 1 : -1));
  const items = rising ? all.slice(-limit) : all.slice(0, limit);
  const left = all.length > items.length;
  const older = one.older !== null || other.older !== null || (left && !rising);
  const newer = one.newer !== null || other.newer !== null || (left && rising);
  return {
    items,
    older: older ? (items.at(-1)?.id ?? null) : null,
    newer: newer ? (items[0]?.id ?? null) : null,
  };
}

/** Whether something will become of one of these by itself: an attempt is due, and nothing holds it. */
export function someDue(rows: readonly DeliveryRow[], now: Date): boolean {
  return rows.some(({ dueAt, held }) => dueAt !== null && !held && new Date(dueAt) <= now);
}

/**
 * The page that is shown, after the same page was read again. What is new stays out, since nothing may move under the
 * reader's hand; what it has pushed off the end of the page stays in.
 */
export function movedOn(shown: PageOf<DeliveryRow>, read: PageOf<DeliveryRow>): PageOf<DeliveryRow> {
  const newest = shown.items[0]?.id;
  const oldestRead = read.items.at(-1)?.id;
  if (newest === undefined) return shown;
  const known = read.items.filter(({ id }) => id <= newest);
  // With nothing new the page that was read is the page.
  if (known.length === read.items.length) return read;
  const pushedOff = shown.items.filter(({ id }) => oldestRead !== undefined && id < oldestRead);
  const { older } = pushedOff.length > 0 ? shown : read;
  return { ...shown, older, items: [...known, ...pushedOff] };
}
