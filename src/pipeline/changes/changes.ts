import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import { BellwireError, invalid, type Problem } from '../../base/errors.ts';
import type { Ids } from '../../base/ids.ts';
import type { Tracing } from '../../base/tracing/tracing.ts';
import type { Database, Queries, Transaction } from '../../store/database.ts';
import {
  idempotencyClaim,
  idempotencyGet,
  type RepeatedAnswer,
} from '../../store/queries/events/idempotency.ts';
import type { EventRecord } from '../../store/records/event.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Format } from '../delivery/format.ts';
import type { Handover } from '../handover.ts';
import type { AskBefore } from './ask-before.ts';
import { createCommitter } from './committer.ts';
import type { EventRules } from './event-rules.ts';
import { mayTryAgain } from './may-try-again.ts';
import type { Along, ApplyInput, Change, Plan } from './plan.ts';
import { type PublishedEvent, recordsOf } from './published.ts';
import type { Write, Written } from './write.ts';

/** How often a plan is made again when others change what it rests on. */
const maxTries = 15;
/** How many events are named of a request with more that are wrong. */
const maxProblems = 20;
/** The longest that one waits before the next try. */
const maxPauseMs = 1000;
/** A plan of more changes than this is saved in a transaction of its own, so that others do not wait for it. */
const largePlan = 500;
/** How many transactions that stay by themselves may run at the same time. */
const maxApart = 4;

/** The one door for writes. */
export interface Changes {
  /**
   * Asks the "before" webhooks, then saves the changes with their events and deliveries in one transaction, or
   * nothing. Throws `refused` when a receiver refuses, `duplicate`, `conflict` when others keep changing the same
   * objects, and what `plan` throws.
   */
  apply(input: ApplyInput): Promise<readonly Change[]>;
  /**
   * Saves events that another system tells of, with their deliveries, all or none. Throws `invalid`, with fields such as
   * `events.3.data.amount`, when one of them is not what the organization has registered for its type.
   */
  publish(input: PublishInput): Promise<PublishAnswer>;
  /** Does something with an event of Bellwire's own in one transaction; `first` says whether it was still to be done. */
  tell(input: Omit<PublishInput, 'idempotency'> & { first(tx: Queries): Promise<boolean> }): Promise<void>;
  /** Saves the events that `find` finds inside the transaction, and all else that it does there, or nothing. */
  take(find: (tx: Transaction) => Promise<readonly Write[]>): Promise<void>;
  /**
   * Saves what `within` writes elsewhere than in objects, with the events that it answers with and their deliveries, in a
   * transaction of its own. It is run again when another transaction got in the way. Answers with how many events.
   */
  record(input: RecordInput): Promise<number>;
}

export interface RecordInput {
  organizationId: string;
  actor: string;
  within(tx: Queries): Promise<readonly PublishedEvent[]>;
}

export interface PublishInput {
  organizationId: string;
  actor: string;
  events: readonly PublishedEvent[];
  /** A repeat with the same key gets the first answer; one with another fingerprint is a `conflict`. */
  idempotency?: { key: string; fingerprint: Buffer };
}

export interface PublishAnswer {
  /** In the order given. */
  eventIds: readonly string[];
  /** The answer to an earlier request with the same key. */
  repeated: boolean;
}

/** What the door needs. */
export interface ChangesOptions {
  database: Database;
  clock: Clock;
  ids: Ids;
  formats: ReadonlyMap<string, Format>;
  handover: Handover;
  askBefore: AskBefore;
  /** What is saved along with changes of objects. */
  along?: Along | undefined;
  eventRules: EventRules;
  /** Where tracing is on: the span that is under way. */
  tracing?: Pick<Tracing, 'current'>;
  /** The webhooks of an organization that are on, in the order of their creation. */
  webhooks(queries: Queries, organizationId: string): Promise<Webhook[]>;
}

export function createChanges(options: ChangesOptions): Changes {
  const { database, clock, ids, askBefore } = options;
  const committer = createCommitter(options);
  // For what is large, and for what holds its locks in the order that it finds right: two never share a transaction, nor
  // join that of an ordinary change.
  const apart = createCommitter({ ...options, maxBatch: 1, concurrency: maxApart });

  /** Commits a plan; false when it has to be made again. */
  async function commitPlan(plan: Plan, input: ApplyInput, transactionId: string): Promise<boolean> {
    const { organizationId, actor, silent = false } = input;
    try {
      const traceparent = options.tracing?.current();
      const write = { organizationId, actor, transactionId, plan, published: [], silent, traceparent };
      const through = plan.changes.length > largePlan ? apart : committer;
      return (await through.commit(write)).state === 'saved';
    } catch (error) {
      if (mayTryAgain(error)) return false;
      throw error;
    }
  }

  /** Nothing of a transaction that was in another one's way is saved, so it can simply be tried again. */
  async function commitPublished(write: Write, through = committer): Promise<Written> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await through.commit(write);
      } catch (error) {
        if (attempt === maxTries || !mayTryAgain(error)) throw error;
        await sleep(Math.random() * Math.min(maxPauseMs, 5 * 2 ** attempt));
      }
    }
  }

  async function problemsOf({ organizationId, events }: PublishInput): Promise<Problem[]> {
    const found = await options.eventRules.problems(database, organizationId, events);
    return found
      .flatMap((problem, index) =>
        problem === null ? [] : [{ ...problem, field: `events.${index}.${problem.field}` }],
      )
      .slice(0, maxProblems);
  }

  function publishWrite(input: Omit<PublishInput, 'idempotency'>) {
    const { organizationId, actor, events } = input;
    const published = recordsOf(events, { ids, now: clock.now(), organizationId, actor });
    const traceparent = options.tracing?.current();
    return {
      organizationId,
      actor,
      transactionId: ids.uuid(),
      plan: null,
      published,
      silent: false,
      traceparent,
    };
  }

  return {
    async apply(input) {
      const transactionId = ids.uuid();
      for (let attempt = 1; attempt <= maxTries; attempt++) {
        const enrichments = new Map();
        let plan = await input.plan(enrichments);
        if (plan.changes.length === 0) return [];
        if (input.silent !== true) plan = await askBefore({ input, plan, enrichments, transactionId });
        if (await commitPlan(plan, input, transactionId)) return plan.changes;
        // Twice as long each time, so that however many collide spread out until each gets through; and not the same
        // for two of them.
        await sleep(Math.random() * Math.min(maxPauseMs, 5 * 2 ** attempt));
      }
      throw new BellwireError(
        'conflict',
        'Others keep changing the same objects at the same time. Nothing was saved; try again.',
      );
    },

    async publish(input) {
      const { idempotency, organizationId } = input;
      const problems = await problemsOf(input);
      if (problems.length > 0) {
        // What was published before its schema came is not refused when it is repeated after that.
        const earlier = idempotency && (await idempotencyGet(database, organizationId, idempotency.key));
        if (earlier) return repeatedAnswer(earlier, idempotency.fingerprint);
        throw invalid('The events are not what is registered for their types. None was published.', problems);
      }
      const write = publishWrite(input);
      const eventIds = write.published.map(({ id }) => id);
      if (idempotency === undefined) return savedAnswer(await commitPublished(write), eventIds);
      const claim = { organizationId, ...idempotency, eventIds, now: clock.now() };
      const first = {
        key: `${organizationId} ${idempotency.key}`,
        run: (tx: Queries) => idempotencyClaim(tx, claim),
      };
      const written = await commitPublished({ ...write, first });
      if (written.state === 'saved') return savedAnswer(written, eventIds);
      const earlier = await idempotencyGet(database, organizationId, idempotency.key);
      return repeatedAnswer(earlier, idempotency.fingerprint);
    },

    async tell({ first, ...input }) {
      const key = input.events.map(({ object }) => object.id).join();
      await commitPublished({ ...publishWrite(input), first: { key, run: first } });
    },

    async take(find) {
      await committer.commitFound(find);
    },

    async record({ within, ...input }) {
      const written = await commitPublished({ ...publishWrite({ ...input, events: [] }), within }, apart);
      return written.state === 'saved' ? written.events.length : 0;
    },
  };
}

function savedAnswer(written: Written, eventIds: EventRecord['id'][]): PublishAnswer {
  if (written.state !== 'saved') throw new Error(`Published events ended as ${written.state}`);
  return { eventIds, repeated: false };
}

function repeatedAnswer(earlier: RepeatedAnswer | null, fingerprint: Buffer): PublishAnswer {
  if (earlier === null || !earlier.fingerprint.equals(fingerprint)) {
    throw new BellwireError(
      'conflict',
      'This idempotency key was used for another request within the last 24 hours. Use a new key for new events.',
    );
  }
  return { eventIds: earlier.eventIds, repeated: true };
}
