import type { Ids } from '../../src/base/ids.ts';
import { standardFormat } from '../../src/formats/standard.ts';
import { type PublishedEvent, recordsOf } from '../../src/pipeline/changes/published.ts';
import type { OwedDelivery, Ticket } from '../../src/pipeline/handover.ts';
import type { AttemptRow } from '../../src/store/queries/attempts/attempts-insert.ts';
import type { Webhook } from '../../src/store/records/webhook.ts';

/** What the subjects by hand share. */
export interface ByHand {
  ids: Ids;
  /** The one that everything goes to. */
  webhook: Webhook;
  nodeId: string;
}

/** A delivery with what is sent. */
export type Saved = OwedDelivery & { payload: NonNullable<OwedDelivery['payload']>; ticket: Ticket };

/** A delivery that has arrived. */
export interface Arrived {
  saved: Saved;
  attempt: AttemptRow;
}

/** Where a subject by hand keeps what it sends. */
export interface Keep {
  /** Settles when everything that was taken in together is on the disk. */
  save(saved: readonly Saved[]): Promise<void>;
  /** Settles when it is on the disk that these have arrived. */
  arrived(batch: readonly Arrived[]): Promise<void>;
  /** How many deliveries are kept as done, with event, bytes and attempt. */
  logged(): Promise<number>;
}

/** What is owed for events that were published together. */
export function savedOf({ ids, webhook, nodeId }: ByHand, published: readonly PublishedEvent[]): Saved[] {
  const ticket = { id: ids.uuid(), nodeId };
  const context = { ids, now: new Date(), organizationId: webhook.organizationId, actor: 'bench' };
  return recordsOf(published, context).map((event) => ({
    id: ids.uuid(),
    event,
    webhook,
    payload: standardFormat.render('standard+json', event),
    attempts: 0,
    roundAttempts: 0,
    ordered: false,
    ticket,
  }));
}
