import type { Figure } from '../../store/records/figure.ts';
import type { Buckets } from './buckets.ts';

/** What a chart or a list of webhooks needs to know. Checks no permission: its callers do. */
export interface Figures {
  /** What was counted in a span of time, and what waits now: of one webhook, or of the whole organization. */
  read(input: {
    organizationId: string;
    webhookId: string | null;
    asked: { from?: Date; to?: Date; bucketSeconds?: number };
  }): Promise<FiguresView>;
  /** How each webhook fares, in the order of their creation. */
  webhooks(organizationId: string): Promise<WebhookFigures[]>;
}

/** Counts, with how long answers took; null without answers. */
export interface FigureView extends Omit<Figure, 'answered'> {
  p50Ms: number | null;
  p95Ms: number | null;
}

export interface FiguresView extends Omit<Buckets, 'grain'> {
  /** Since when there are figures; null for none. */
  since: Date | null;
  /** All buckets, those without anything included. The last one may not be over. */
  buckets: (FigureView & { at: Date })[];
  total: FigureView;
  current: Waiting;
}

/** What waits at this moment. */
export interface Waiting {
  /** Owed and going to be sent, retries included. Counted up to `countedUpTo`. */
  waiting: number;
  /** Of these, how many have failed before. */
  retrying: number;
  /** Owed to webhooks that are off. */
  held: number;
  /** When the one that waits longest was due, or is; null for none. */
  oldestDueAt: Date | null;
}

/** Counting goes no further than this: what is more is told as this many. */
export const countedUpTo = 100_000;

/** Whether a webhook is sent to, and whether that goes well. */
export const healths = ['on', 'failing', 'paused', 'off'] as const;
export type Health = (typeof healths)[number];

export interface WebhookFigures {
  webhookId: string;
  health: Health;
  /** Why it is failing, paused or off: of the last attempt, or why it was switched off; null by hand. */
  healthReason: string | null;
  failingSince: Date | null;
  /** When a paused one is tried again. */
  pausedUntil: Date | null;
  /** Of the last 24 hours. */
  day: FigureView;
  /** The last 24 hours one by one, oldest first. */
  hours: { at: Date; delivered: number; failed: number }[];
  waiting: number;
  oldestDueAt: Date | null;
  lastAttempt: { id: string; at: Date; status: number | null; reason: string | null; ms: number } | null;
}
