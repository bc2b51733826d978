import { BellwireError } from '../../../base/errors.ts';
import { isJsonObject, type JsonObject } from '../../../base/json.ts';
import type { Context } from '../../../objects/context.ts';
import type { Steps } from '../../../objects/steps/steps.ts';
import type { Queries } from '../../../store/database.ts';
import { objectsList } from '../../../store/queries/objects/objects-list.ts';
import { webhookDeliveriesOwed } from '../../../store/queries/webhooks/webhook-deliveries-owed.ts';
import type { DialectServices } from '../../dialect.ts';
import { MintError } from '../routes/errors.ts';

const conditionType = 'notification_condition';
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
  const query = { type: conditionType, filter: naming(id), limit: maxConditions, offset: 0 };
  const { objects: conditions } = await objects.list(context, query);
  const ids = conditions.map(({ object }) => object.id);
  if (ids.length > 0) {
    await objects.operate(context, async (steps) => {
      for (const conditionId of ids) await leaveOut(steps, conditionId, id);
    });
  }
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
  const query = { type: conditionType, filter: naming(id), limit: 5, offset: 0 };
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

/** Takes the actions that name the webhook from a condition as it is by now: whoever else changes it loses nothing. */
async function leaveOut(steps: Steps, conditionId: string, webhookId: string): Promise<void> {
  const condition = await steps.get(conditionType, conditionId).catch((error: unknown) => {
    // Somebody else has removed it in the meantime.
    if (error instanceof BellwireError && error.code === 'not-found') return null;
    throw error;
  });
  if (condition === null) return;
  const isIts = (value: unknown) => String(value).toLowerCase() === webhookId.toLowerCase();
  const actions = (condition.fields.actions as JsonObject[]).filter(
    (action) => !(isJsonObject(action) && isIts(action.value)),
  );
  if (actions.length === 0) await steps.remove([condition], () => true);
  else {
    const webhookIds = (condition.fields.webhookIds as string[]).filter((each) => !isIts(each));
    await steps.update(condition, { actions, webhookIds });
  }
  // Each condition is told by itself.
  steps.nextStep();
}
