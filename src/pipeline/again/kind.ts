import type { Ids } from '../../base/ids.ts';
import type { Database, Queries, Transaction } from '../../store/database.ts';
import type { JobFacts } from '../../store/records/job.ts';
import type { Webhook } from '../../store/records/webhook.ts';
import type { Format } from '../delivery/format.ts';
import type { JobCount } from './again.ts';

/** One kind of job. All of them share this interface, a file each. */
export interface Kind<Input> {
  /** Does the next batch after the job's cursor, in the transaction that holds the job. */
  step(tx: Transaction, services: KindServices, job: RunningJobOf<Input>): Promise<Step>;
  /** How many such a job will look at, but not beyond `limit`. */
  total(queries: Queries, job: JobOf<Input>, limit: number): Promise<number>;
  /** How many deliveries such a job would queue, or give up, now, up to about `limit`. */
  count(queries: Queries, services: KindServices, job: JobOf<Input>, limit: number): Promise<JobCount>;
}

/** A job of one kind, as far as its kind cares. */
export type JobOf<Input> = Pick<JobFacts, 'organizationId' | 'id' | 'cursor'> & { input: Input };

/** The same, with who has asked for it. */
export type RunningJobOf<Input> = JobOf<Input> & Pick<JobFacts, 'createdBy' | 'createdByName'>;

/** What a kind works with. */
export interface KindServices {
  database: Database;
  ids: Ids;
  now: Date;
  /** How many it looks at in one batch. */
  batch: number;
  formats: ReadonlyMap<string, Format>;
  /** One webhook, on or off, or null. */
  webhook(queries: Queries, organizationId: string, id: string): Promise<Webhook | null>;
}

/** What came of a batch. */
export type Step =
  | {
      type: 'moved';
      /** The last id that was looked at; null when there was nothing. */
      cursor: string | null;
      queued: number;
      skipped: number;
      /** Nothing is left. */
      finished: boolean;
    }
  /** It can never go on. */
  | { type: 'impossible'; detail: string };
