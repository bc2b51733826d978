import type { JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { organizationProfile } from '../catalogue/organization-profile.ts';
import { profileOf } from '../profile.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { knownFrom } from './body.ts';
import { withoutBlanks } from './show.ts';

/** The organization's profile in monetization. */
export const organizationAddresses: readonly Address[] = [{ path: '', verbs: { GET: get, PUT: update } }];

const properties = {
  kept: Object.keys(organizationProfile.fields),
  // On the vendor's record, and of no meaning without billing.
  passed: [
    'id',
    'name',
    'address',
    'hasBillingAdjustment',
    'hasBroker',
    'hasSelfBilling',
    'hasSeparateInvoiceForProduct',
    'issueNettingStmt',
    'logoUrl',
    'netPaymentAdviceNote',
    'nettingStmtPerCurrency',
    'regNo',
    'selfBillingAsExchOrg',
    'selfBillingForAllDev',
    'separateInvoiceForFees',
    'taxEngineExternalId',
    'taxNexus',
    'taxRegNo',
    'transactionalRelayURL',
  ],
};

async function get({ services, context }: MintRequest): Promise<MintAnswer> {
  return { status: 200, body: shown(context, await profileOf(services, context)) };
}

async function update({ services, context, body }: MintRequest): Promise<MintAnswer> {
  const { fields } = knownFrom(body, 'organization profile', properties);
  const { id, type } = await profileOf(services, context);
  const { object } = await services.objects.update(context, { type, id, fields });
  return { status: 200, body: shown(context, object) };
}

function shown({ organization }: MintRequest['context'], { fields }: ObjectRecord): JsonObject {
  return { id: organization.key, name: organization.name, ...withoutBlanks(fields) };
}
