import { type ObjectRecord, parentId } from '../../../catalogue/object-record.ts';
import type { Crossing } from '../../../metering/meter-contract.ts';
import type { PublishedEvent } from '../../../pipeline/changes/published.ts';
import type { Queries } from '../../../store/database.ts';
import { objectsByIds } from '../../../store/queries/objects/objects-by-ids.ts';
import { organizationFind } from '../../../store/queries/organizations/organization-find.ts';
import { thresholdReached } from '../format/index.ts';
import { type CallObjects, callFieldsOf } from './call-fields-of.ts';

/**
 * The events of crossings, each for the webhooks of its condition. The objects are read in the transaction that found the
 * crossing, so the call tells what was so at that moment, however late it arrives.
 */
export async function tellCrossings(tx: Queries, crossings: readonly Crossing[]): Promise<PublishedEvent[]> {
  const [first] = crossings;
  if (first === undefined) return [];
  const { organizationId } = first;
  const organization = await organizationFind(tx, { id: organizationId });
  const read = async (ids: readonly (string | null | undefined)[]) =>
    objectsByIds(tx, { organizationId, ids: [...new Set(ids.filter((id) => id != null))] });

  const accepted = await read(crossings.flatMap(({ meterId, appId }) => [meterId, appId]));
  const around = await read([...accepted.values()].flatMap(({ links }) => Object.values(links).flat()));
  const productsOf = (object: ObjectRecord | undefined) => object?.links.products ?? [];
  const products = await read([...around.values()].flatMap(productsOf));

  return crossings.flatMap((crossing) => {
    const holding = accepted.get(crossing.meterId);
    if (holding === undefined) return [];
    const parent = (relation: string) => around.get(parentId(holding, relation) ?? '');
    const monetizationPackage = parent('monetizationPackage');
    const objects: CallObjects = {
      orgName: organization?.key ?? '',
      developer: parent('developer'),
      company: parent('company'),
      app: crossing.appId === null ? undefined : accepted.get(crossing.appId),
      ratePlan: parent('ratePlan'),
      monetizationPackage,
      products: productsOf(monetizationPackage).flatMap((id) => products.get(id) ?? []),
    };
    return [eventOf(crossing, holding, objects)];
  });
}

/** What such an event is about; null when its fields were erased. */
export function pointOf(fields: Readonly<Record<string, unknown>>) {
  const { notificationConditionId: conditionId, thresholdPercent: percent, periodNumber: period } = fields;
  const whole = typeof conditionId === 'string' && typeof percent === 'string' && typeof period === 'number';
  return whole ? { conditionId, percent, period } : null;
}

function eventOf(crossing: Crossing, holding: ObjectRecord, objects: CallObjects): PublishedEvent {
  return {
    type: thresholdReached,
    object: { type: holding.type, id: holding.id, number: holding.number },
    data: {
      ...callFieldsOf(crossing, objects),
      // Not sent by the vendor's format: for the log, and for handlers of other formats.
      thresholdPercent: crossing.percent,
      notificationConditionId: crossing.conditionId,
      used: crossing.used,
      periodNumber: crossing.period,
    },
    related: {},
    occurredAt: crossing.at,
    onlyFor: crossing.webhookIds,
  };
}
