import type { OwedDelivery } from '../handover.ts';

type Held = Pick<OwedDelivery, 'ticket'>;

/**
 * The tickets of this node, and how much is still in memory under each. One that is done can be taken away in the
 * database, together with whatever is written there next.
 */
export interface Tickets {
  add(owed: readonly Held[]): void;
  /** A delivery has its outcome in the database, or was let go of there. */
  done(delivery: Held): void;
  /** Whether something is in memory under it, or was until its deletion, which may be on its way. */
  has(id: string): boolean;
  /** Those that are done, each once. */
  takeDone(): string[];
  /** They could not be deleted, and are taken again. */
  putBack(ids: readonly string[]): void;
  /** They are deleted. */
  deleted(ids: readonly string[]): void;
  /** The lease was lost: they are somebody else's now. */
  clear(): void;
}

export function createTickets(): Tickets {
  const left = new Map<string, number>();
  let finished: string[] = [];
  return {
    add(owed) {
      for (const { ticket } of owed) if (ticket !== null) left.set(ticket.id, (left.get(ticket.id) ?? 0) + 1);
    },
    done({ ticket }) {
      const count = ticket === null ? undefined : left.get(ticket.id);
      if (ticket === null || count === undefined) return;
      left.set(ticket.id, count - 1);
      if (count === 1) finished.push(ticket.id);
    },
    has: (id) => left.has(id),
    takeDone: () => finished.splice(0),
    putBack(ids) {
      finished.push(...ids);
    },
    deleted(ids) {
      for (const id of ids) left.delete(id);
    },
    clear() {
      left.clear();
      finished = [];
    },
  };
}
