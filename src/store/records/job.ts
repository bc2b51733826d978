/** Work on many deliveries or events at once. Written by `again`, which also carries it out. */
export type Job = JobFacts & JobOrder;

/** What a job is to do. */
export type JobOrder =
  | { kind: 'resend'; input: ResendInput }
  | { kind: 'recover'; input: RecoverInput }
  | { kind: 'replay'; input: ReplayInput }
  | { kind: 'cancel'; input: CancelInput }
  | { kind: 'resend-attempts'; input: ResendAttemptsInput };

export const jobKinds = ['resend', 'recover', 'replay', 'cancel', 'resend-attempts'] as const;

export const jobStates = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const;
export type JobState = (typeof jobStates)[number];

/** States in which a delivery is finished, and so can be sent again. */
export const finishedStates = ['delivered', 'failed', 'cancelled'] as const;

/** States in which something more is owed. */
export const owedStates = ['waiting', 'retrying'] as const;

/** What a job on deliveries can narrow them by, as the list of deliveries does. Times are ISO 8601. */
export interface DeliveriesInput {
  /** These and no others. */
  ids?: string[];
  /** An id, or words in event types. */
  q?: string;
  type?: string;
  objectType?: string;
  objectId?: string;
  eventId?: string;
  webhookId?: string;
  /** Of the last attempt: `503`, `5xx`, `none`. */
  status?: string;
  /** Of the last attempt. */
  reason?: string;
  /** By the time at which they were accepted. */
  from?: string;
  to?: string;
}

/** Finished deliveries that match, whatever became of them. */
export interface ResendInput extends DeliveriesInput {
  states?: (typeof finishedStates)[number][];
}

/** Deliveries that wait for an attempt, or for their webhook, and match. */
export interface CancelInput extends DeliveriesInput {
  states?: (typeof owedStates)[number][];
}

/**
 * The deliveries of attempts: of those with these ids, or of those that a search finds. Each once, however many of its
 * attempts are meant. Tests are of no delivery.
 */
export interface ResendAttemptsInput {
  /** Nothing else may be asked for beside them. */
  ids?: string[];
  /** Words, all of which have to be there, each whole or its beginning. */
  text?: string;
  type?: string;
  webhookId?: string;
  /** `503`, `5xx`, `none`. */
  status?: string;
  /** By the time at which the attempts were made. */
  from?: string;
  to?: string;
}

/** Deliveries that have failed for good since a time, to one webhook or to all of them. */
export interface RecoverInput {
  webhookId?: string;
  since: string;
}

/** Events of a time range that a webhook would want and has no delivery of. */
export interface ReplayInput {
  webhookId: string;
  from: string;
  to?: string;
}

/** How far it is, and whose it is. */
export interface JobFacts {
  organizationId: string;
  /** UUID, version 7: it touches nothing that was made after it. */
  id: string;
  state: JobState;
  /** How many it will look at; null before its first batch, and where there are too many to count. */
  total: number | null;
  /** Deliveries that were made due, or made; given up, by a job that cancels. */
  queued: number;
  /** Looked at and left alone. */
  skipped: number;
  /** The last id that was handled. */
  cursor: string | null;
  /** When the next batch may begin; null when it is finished. */
  dueAt: Date | null;
  /** Failures since the last batch that went well. */
  failures: number;
  /** Why it failed, in words, or what the last failure was. */
  detail: string | null;
  /** Who asked for it: the kind and id of a principal. */
  createdBy: string;
  /** How people know them; null where the id is all there is. */
  createdByName: string | null;
  createdAt: Date;
  updatedAt: Date;
  finishedAt: Date | null;
}
