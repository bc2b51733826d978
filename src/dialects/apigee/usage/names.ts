import { isUuid } from '../../../base/ids.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { Named } from '../../../metering/metered-dialect.ts';
import type { Queries } from '../../../store/database.ts';
import { objectsByIds } from '../../../store/queries/objects/objects-by-ids.ts';
import { objectIdsByUnique } from '../../../store/queries/objects/objects-by-names.ts';

/** What the vendor's API and people know developers, companies, apps, plans, packages and products by. */
export async function namesOf(
  queries: Queries,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, Named>> {
  const objects = await objectsByIds(queries, { organizationId, ids: [...new Set(ids)] });
  return new Map([...objects].map(([id, object]) => [id, nameOf(object)]));
}

/** A rate plan by the vendor's id or the object's. */
export async function planIdOf(
  queries: Queries,
  organizationId: string,
  reference: string,
): Promise<string | null> {
  const named = { organizationId, type: 'rate_plan', rule: 'planId', values: [reference] };
  const found = (await objectIdsByUnique(queries, named)).get(reference);
  if (found !== undefined || !isUuid(reference)) return found ?? null;
  const plan = (await objectsByIds(queries, { organizationId, ids: [reference] })).get(reference);
  return plan?.type === 'rate_plan' ? plan.id : null;
}

const keyFields: Readonly<Record<string, string>> = {
  developer: 'email',
  rate_plan: 'planId',
  monetization_package: 'packageId',
};

function nameOf({ type, fields }: ObjectRecord): Named {
  const text = (field: string) => (typeof fields[field] === 'string' ? fields[field] : '');
  const key = text(keyFields[type] ?? 'name');
  const name = type === 'developer' ? `${text('firstName')} ${text('lastName')}`.trim() : text('name');
  return { type, key, name };
}
