import { BellwireError, invalid } from '../../base/errors.ts';
import { audit } from '../../store/audit.ts';
import { organizationInsert } from '../../store/queries/organizations/organization-insert.ts';
import type { Organization, OrganizationSettings } from '../../store/records/organization.ts';
import { checkText } from '../check-text.ts';
import { type Principal, permit } from '../principal.ts';
import type { AccessServices } from '../services.ts';
import { checkKey } from './check-organization.ts';
import { checkSettings } from './check-settings.ts';

/** A new organization. */
export interface NewOrganization {
  key: string;
  name: string;
  dialect: string;
  settings?: Partial<OrganizationSettings>;
}

/** Makes an organization with the objects that its dialect begins with. */
export async function createOrganization(
  services: AccessServices,
  principal: Principal,
  input: NewOrganization,
): Promise<Organization> {
  permit(principal, 'organizations.manage', null);
  const { database, clock, ids, catalogues, seedObjects } = services;

  const settings: OrganizationSettings = { customFields: {}, ...input.settings };
  const catalogue = catalogues.get(input.dialect);
  const known = [...catalogues.keys()].join(', ');
  const problems = [
    ...checkKey(input.key),
    ...checkText('name', input.name, 255),
    ...(catalogue === undefined
      ? [{ field: 'dialect', message: `must be one of: ${known}` }]
      : checkSettings(catalogue, settings)),
  ];
  if (problems.length > 0) throw invalid('The organization is not valid.', problems);

  const now = clock.now();
  const { key, name, dialect } = input;
  return database.transaction(async (tx) => {
    const organization = await organizationInsert(tx, {
      id: ids.uuid(),
      key,
      name,
      dialect,
      settings,
      createdAt: now,
      updatedAt: now,
    });
    if (organization === null) {
      throw new BellwireError('duplicate', `There is an organization with the key ${key} already.`, [
        { field: 'key', message: 'is taken' },
      ]);
    }
    await seedObjects(tx, organization);
    const act = { action: 'organization.created', target: organization, details: { key, dialect } } as const;
    await audit(tx, services, principal, [{ organizationId: organization.id, ...act }]);
    return organization;
  });
}
