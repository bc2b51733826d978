import { type ObjectRecord, parentId } from '../../../catalogue/object-record.ts';
import { isForOne, mayAccept } from '../accept/for-whom.ts';
import type { Address, MintAnswer, MintRequest } from './address.ts';
import { companyIdsOf } from './company-ids.ts';
import { holderNamed } from './lookup.ts';
import { packagesShown } from './packages.ts';
import { flagParameter } from './query.ts';
import { isCurrent, todayOf } from './rate-plans.ts';

const maxPlans = 10_000;

/** `…/monetization-packages` of a developer or a company: what is on offer to them. */
export const availablePackageAddresses: readonly Address[] = ['developers', 'companies'].map((who) => ({
  path: `/${who}/:holder/monetization-packages`,
  verbs: { GET: list },
}));

/**
 * Packages with a published plan that this one may accept. With `current` such a plan has to run today; without
 * `allAvailable` it has to be a plan for this one, and not for everybody.
 */
async function list(request: MintRequest): Promise<MintAnswer> {
  const { services, context, params, query } = request;
  const holder = await holderNamed(request, params.holder);
  const current = flagParameter(query, 'current', false);
  const allAvailable = flagParameter(query, 'allAvailable', true);
  const companyIds = await companyIdsOf(request, holder);
  const today = await todayOf(request);
  const { objects } = await services.objects.list(context, {
    type: 'rate_plan',
    filter: { field: 'published', comparison: 'equals', value: true },
    limit: maxPlans,
    offset: 0,
  });
  const isOffered = (plan: ObjectRecord): boolean => {
    const isTheirs = isForOne(plan);
    // A private plan is not shown to developers, but for the one that it is for.
    if (isTheirs ? !mayAccept(plan, { id: holder.id, companyIds }) : plan.fields.isPrivate === true)
      return false;
    return (allAvailable || isTheirs) && (!current || isCurrent(plan.fields, today));
  };
  const ids = new Set(
    objects.flatMap(({ object }) => (isOffered(object) ? [parentId(object, 'monetizationPackage')] : [])),
  );
  const packages = await packagesAmong(
    request,
    [...ids].filter((id) => id !== undefined),
  );
  const monetizationPackage = await packagesShown(request, packages);
  return { status: 200, body: { monetizationPackage, totalRecords: packages.length } };
}

async function packagesAmong({ services, context }: MintRequest, ids: string[]): Promise<ObjectRecord[]> {
  if (ids.length === 0) return [];
  const { objects } = await services.objects.list(context, {
    type: 'monetization_package',
    filter: { any: ids.map((value) => ({ field: 'id', comparison: 'equals', value })) },
    limit: ids.length,
    offset: 0,
  });
  return objects.map(({ object }) => object);
}
