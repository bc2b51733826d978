import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import { BellwireError } from '../../base/errors.ts';
import type { Ids } from '../../base/ids.ts';
import type { Database, Queries } from '../../store/database.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Format } from '../delivery/format.ts';
import type { Handover, OwedDelivery } from '../handover.ts';
import type { AskBefore } from './ask-before.ts';
import { commitPlan } from './commit.ts';
import { isOutdated } from './outdated.ts';
import type { ApplyInput, Change, Plan } from './plan.ts';

/** How often a plan is made again when others change what it rests on. */
const maxTries = 15;
/** The longest that one waits before the next try. */
const maxPauseMs = 1000;

/** The one door for writes. */
export interface Changes {
  /**
   * Asks the "before" webhooks, then saves the changes with their events and deliveries in one transaction, or
   * nothing. Throws `refused` when a receiver refuses, `duplicate`, `conflict` when others keep changing the same
   * objects, and what `plan` throws.
   */
  apply(input: ApplyInput): Promise<readonly Change[]>;
}

/** What the door needs. */
export interface ChangesOptions {
  database: Database;
  clock: Clock;
  ids: Ids;
  formats: ReadonlyMap<string, Format>;
  handover: Handover;
  askBefore: AskBefore;
  /** The webhooks of an organization that are on, in the order of their creation. */
  webhooks(queries: Queries, organizationId: string): Promise<Webhook[]>;
}

export function createChanges(options: ChangesOptions): Changes {
  const { database, clock, ids, formats, handover, askBefore } = options;

  async function commit(plan: Plan, input: ApplyInput, transactionId: string): Promise<void> {
    let reserved: OwedDelivery[] = [];
    let owed: OwedDelivery[] = [];
    try {
      await database.transaction(async (tx) => {
        const result = await commitPlan(tx, plan, {
          ids,
          now: clock.now(),
          actor: input.actor,
          transactionId,
          formats,
          handover,
          webhooks: (queries) => options.webhooks(queries, input.organizationId),
          silent: input.silent ?? false,
        });
        owed = result.owed;
        reserved = result.reserved ? result.owed : [];
      });
    } catch (error) {
      // A commit whose answer was lost may still stand: then this node's lease on those rows ends with it, or the
      // claim finds them. Sending them from here could tell of a change that was not saved.
      handover.release(reserved.length);
      throw error;
    }
    if (reserved.length > 0) handover.accept(reserved);
    else if (owed.length > 0) handover.wake();
  }

  return {
    async apply(input) {
      const transactionId = ids.uuid();
      for (let attempt = 1; ; attempt++) {
        const enrichments = new Map();
        let plan = await input.plan(enrichments);
        if (plan.changes.length === 0) return [];
        if (input.silent !== true) plan = await askBefore({ input, plan, enrichments, transactionId });
        try {
          await commit(plan, input, transactionId);
          return plan.changes;
        } catch (error) {
          if (!isOutdated(error)) throw error;
          if (attempt === maxTries) {
            throw new BellwireError(
              'conflict',
              'Others keep changing the same objects at the same time. Nothing was saved; try again.',
              [],
              { cause: error },
            );
          }
          // Twice as long each time, so that however many collide spread out until each gets through; and not the
          // same for two of them.
          await sleep(Math.random() * Math.min(maxPauseMs, 10 * 2 ** attempt));
        }
      }
    },
  };
}
