import { isJsonObject, type JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Context } from '../../../objects/context.ts';
import type { ObjectOperation } from '../../../objects/operation.ts';
import type { Queries } from '../../../store/database.ts';
import { objectsList } from '../../../store/queries/objects/objects-list.ts';
import { webhookDeliveriesOwed } from '../../../store/queries/webhooks/webhook-deliveries-owed.ts';
import type { DialectServices } from '../../dialect.ts';
import { MintError } from '../routes/errors.ts';

/** As many conditions are changed in one go. */
const maxConditions = 1000;

/**
 * Removes a webhook. What it still waits for is cancelled, and the actions that name it go from their conditions; a
 * condition that has no action left goes too. Without `force`, 409 if there is anything of either, looked up where
 * nothing of it can come in between.
 */
export async function removeWebhook(
  { webhooks, objects }: Pick<DialectServices, 'webhooks' | 'objects'>,
  context: Context,
  { id, force }: { id: string; force: boolean },
): Promise<void> {
  await webhooks.get(context, id);
  const organizationId = context.organization.id;
  if (!force) {
    await webhooks.remove(context, id, { check: (tx) => refuseIfUsed(tx, organizationId, id) });
    return;
  }
  // First the conditions: if Bellwire dies in between, the webhook is still there to be removed again.
  const query = { type: 'notification_condition', filter: naming(id), limit: maxConditions, offset: 0 };
  const { objects: conditions } = await objects.list(context, query);
  const operations = conditions.map(({ object }) => withoutWebhook(object, id));
  if (operations.length > 0) await objects.apply(context, operations);
  await webhooks.remove(context, id);
}

/** Served by the index on the fields of objects. */
const naming = (id: string) => ({
  field: 'webhookIds',
  comparison: 'equals' as const,
  value: [id.toLowerCase()],
});

async function refuseIfUsed(tx: Queries, organizationId: string, id: string): Promise<void> {
  const owed = await webhookDeliveriesOwed(tx, { organizationId, id });
  const query = { type: 'notification_condition', filter: naming(id), limit: 5, offset: 0 };
  const { objects: conditions, total } = await objectsList(tx, organizationId, query);
  if (owed === 0 && total === 0) return;
  const deliveries = owed === 0 ? [] : [`${owed} pending ${owed === 1 ? 'delivery' : 'deliveries'}`];
  const named = conditions.map((condition) => condition.id).join(', ');
  const more = total > conditions.length ? ` and ${total - conditions.length} more` : '';
  const live = total === 0 ? [] : [`the notification conditions ${named}${more}`];
  throw new MintError(
    409,
    'mint.webhookInUse',
    `The webhook is in use by ${[...deliveries, ...live].join(' and ')}. Remove those first, or use forceDelete=true.`,
    {
      problems: [
        ...deliveries.map((message) => ({ field: 'deliveries', message })),
        ...conditions.map((condition) => ({ field: 'notification-condition', message: condition.id })),
      ],
    },
  );
}

function withoutWebhook(condition: ObjectRecord, id: string): ObjectOperation {
  const { type } = condition;
  const isIts = (value: unknown) => String(value).toLowerCase() === id.toLowerCase();
  const actions = (condition.fields.actions as JsonObject[]).filter(
    (action) => !(isJsonObject(action) && isIts(action.value)),
  );
  if (actions.length === 0) return { operation: 'remove', type, id: condition.id };
  const webhookIds = (condition.fields.webhookIds as string[]).filter((each) => !isIts(each));
  return { operation: 'update', type, id: condition.id, fields: { actions, webhookIds } };
}
