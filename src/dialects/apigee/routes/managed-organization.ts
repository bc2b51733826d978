import type { Address, MintAnswer, MintRequest } from './address.ts';

/** `/v1/organizations/{org}`: the organization as the management API has it, without its profile in monetization. */
export const managedOrganizationAddresses: readonly Address[] = [{ path: '', verbs: { GET: get } }];

/**
 * Clients of monetization ask this first, for the property that says whether the organization has it. Who made the
 * organization is not written down, and there are no environments, since nothing is deployed.
 */
async function get({ context: { organization } }: MintRequest): Promise<MintAnswer> {
  return {
    status: 200,
    body: {
      createdAt: organization.createdAt.getTime(),
      displayName: organization.name,
      environments: [],
      lastModifiedAt: organization.updatedAt.getTime(),
      name: organization.key,
      properties: { property: [{ name: 'features.isMonetizationEnabled', value: 'true' }] },
      // The vendor's other one is `trial`, which ends.
      type: 'paid',
    },
  };
}
