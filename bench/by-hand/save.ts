import type { Ids } from '../../src/base/ids.ts';
import { standardFormat } from '../../src/formats/standard.ts';
import { type PublishedEvent, recordsOf } from '../../src/pipeline/changes/published.ts';
import type { OwedDelivery } from '../../src/pipeline/handover.ts';
import type { Database } from '../../src/store/database.ts';
import { deliveriesInsert } from '../../src/store/queries/deliveries/deliveries-insert.ts';
import { eventsInsert } from '../../src/store/queries/events/events-insert.ts';
import { payloadsInsert } from '../../src/store/queries/events/payloads-insert.ts';
import { ticketInsert } from '../../src/store/queries/nodes/tickets.ts';
import type { Webhook } from '../../src/store/records/webhook.ts';

/** What the parts of the subject `byHand` share. */
export interface ByHand {
  database: Database;
  ids: Ids;
  /** The one that everything goes to. */
  webhook: Webhook;
  nodeId: string;
}

/** A delivery with what is sent. */
export type Saved = OwedDelivery & { payload: NonNullable<OwedDelivery['payload']>; ticketId: string };

/** Saves events, their bytes and their deliveries in one transaction, with a ticket for all of them. */
export async function saveByHand(
  { database, ids, webhook, nodeId }: ByHand,
  published: readonly PublishedEvent[],
): Promise<Saved[]> {
  const now = new Date();
  const { organizationId } = webhook;
  const ticketId = ids.uuid();
  const saved = recordsOf(published, { ids, now, organizationId, actor: 'bench' }).map(
    (event): Saved => ({
      id: ids.uuid(),
      event,
      webhook,
      payload: standardFormat.render('standard+json', event),
      attempts: 0,
      roundAttempts: 0,
      ordered: false,
      ticketId,
    }),
  );
  await database.transaction(async ({ ahead }) => {
    await eventsInsert(
      ahead,
      saved.map(({ event }) => event),
    );
    await payloadsInsert(ahead, saved);
    await deliveriesInsert(ahead, saved, { organizationId, now, nodeId });
    await ticketInsert(ahead, {
      id: ticketId,
      nodeId,
      organizationId,
      deliveryIds: saved.map(({ id }) => id),
    });
  });
  return saved;
}
