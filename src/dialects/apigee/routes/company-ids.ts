import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import type { MintRequest } from './address.ts';

const maxCompanies = 1000;

/** The companies that a developer is in; none for a company. */
export async function companyIdsOf(
  { services, context }: Pick<MintRequest, 'services' | 'context'>,
  holder: ObjectRecord,
): Promise<string[]> {
  const memberships = await services.objects.childrenOf(context, {
    parentIds: [holder.id],
    type: 'company_developer',
    relation: 'developer',
    limit: maxCompanies,
  });
  return (memberships.get(holder.id) ?? []).flatMap(({ object }) => object.links.company ?? []);
}
