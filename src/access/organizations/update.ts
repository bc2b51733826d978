import { differencesBetween } from '../../base/differences.ts';
import { invalid, notFound, type Problem } from '../../base/errors.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { audit } from '../../store/audit.ts';
import type { Transaction } from '../../store/database.ts';
import { notify } from '../../store/queries/notify.ts';
import { organizationHasObjects } from '../../store/queries/organizations/organization-has-objects.ts';
import { organizationLock } from '../../store/queries/organizations/organization-lock.ts';
import { organizationUpdate } from '../../store/queries/organizations/organization-update.ts';
import type { UnknownEventTypes } from '../../store/records/event-type.ts';
import type { CascadeProfile, Organization, OrganizationSettings } from '../../store/records/organization.ts';
import { checkText } from '../check-text.ts';
import { permit } from '../principal.ts';
import type { AccessServices, OrganizationContext } from '../services.ts';
import { checkSettings } from './check-settings.ts';

/** What can be changed. What is not given stays; a type that is null loses its custom fields, and a setting that is null its value. */
export interface OrganizationChange {
  name?: string;
  settings?: {
    customFields?: Record<string, string[] | null>;
    retentionDays?: number | null;
    newWebhooksEnabled?: boolean | null;
    unknownEventTypes?: UnknownEventTypes | null;
    cascadeProfile?: CascadeProfile | null;
  };
}

/** Changes an organization's name or settings. Its key and dialect are for life. */
export async function updateOrganization(
  services: AccessServices,
  { principal, organization: { id } }: OrganizationContext,
  change: OrganizationChange,
): Promise<Organization> {
  permit(principal, 'organizations.manage', id);
  const { database, clock, catalogues } = services;

  return database.transaction(async (tx) => {
    // Checked under the lock: two changes at once must not each undo the other's fields.
    const before = await organizationLock(tx, id, 'change');
    if (before === null) throw notFound('The organization');
    const after: Organization = {
      ...before,
      name: change.name ?? before.name,
      settings: mergeSettings(before.settings, change),
      updatedAt: clock.now(),
    };
    const problems = [
      ...checkText('name', after.name, 255),
      ...checkAgainstCatalogue(catalogues.get(before.dialect), after.settings),
      ...(await checkRemovals(tx, before, after)),
    ];
    if (problems.length > 0) throw invalid('The organization is not valid.', problems);
    await organizationUpdate(tx, after);
    await notify(tx, `event-types ${id}`);
    const changes = differencesBetween(toldOf(before), toldOf(after));
    if (Object.keys(changes).length > 0) {
      const act = { action: 'organization.updated', target: after, details: { changes } } as const;
      await audit(tx, services, principal, [{ organizationId: id, ...act }]);
    }
    return after;
  });
}

/** What can be changed, side by side. */
function toldOf({ name, settings }: Organization): JsonObject {
  return { name, ...(settings as unknown as JsonObject) };
}

function mergeSettings(
  before: OrganizationSettings,
  { settings: { customFields, ...given } = {} }: OrganizationChange,
): OrganizationSettings {
  const fields = Object.entries({ ...before.customFields, ...customFields });
  // What is not given stays; null takes it away.
  const merged = Object.entries({ ...before, ...given }).map(([name, value]) => [
    name,
    value === undefined ? before[name as keyof OrganizationSettings] : value,
  ]);
  return {
    ...Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined)),
    customFields: Object.fromEntries(
      fields.filter((entry): entry is [string, string[]] => entry[1] !== null),
    ),
  };
}

function checkAgainstCatalogue(catalogue: Catalogue | undefined, settings: OrganizationSettings): Problem[] {
  if (catalogue === undefined)
    return [{ field: 'settings', message: 'cannot be changed: this Bellwire lacks the dialect' }];
  return checkSettings(catalogue, settings);
}

/** Taking a field away would leave objects that carry a value their type no longer knows. */
async function checkRemovals(tx: Transaction, before: Organization, after: Organization): Promise<Problem[]> {
  const removals = Object.entries(before.settings.customFields).flatMap(([type, names]) => {
    const kept = after.settings.customFields[type] ?? [];
    return names.filter((name) => !kept.includes(name)).map((name) => ({ type, name }));
  });
  if (removals.length === 0) return [];
  const types = [...new Set(removals.map(({ type }) => type))];
  const inUse = await organizationHasObjects(tx, before.id, types);
  return removals
    .filter(({ type }) => inUse.includes(type))
    .map(({ type, name }) => ({
      field: `settings.customFields.${type}`,
      message: `must keep ${name} while there are objects of this type`,
    }));
}
