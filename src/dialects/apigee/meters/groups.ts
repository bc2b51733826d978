import { type ObjectRecord, parentId } from '../../../catalogue/object-record.ts';
import type { Change } from '../../../pipeline/changes/plan.ts';
import type { Transaction } from '../../../store/database.ts';
import { objectsByIds } from '../../../store/queries/objects/objects-by-ids.ts';
import { objectsChildren } from '../../../store/queries/objects/objects-children.ts';
import { organizationLock } from '../../../store/queries/organizations/organization-lock.ts';
import { combinesTotals } from '../attributes.ts';

/** A meter and the group whose totals are added up. */
export interface Grouping {
  id: string;
  groupId: string | null;
}

/** More of one kind under one company or developer are not looked at. */
const maxChildren = 10_000;

/**
 * The groups of all meters that changes may have moved from one to another. A company that asks for combined totals
 * makes a group of each plan that it has accepted, under the id of its own meter (the first one, if it has accepted it
 * several times): with all its meters for that plan, and those of its developers. A developer of several such companies is counted with the one joined first.
 */
export async function groupingsAfter(
  tx: Transaction,
  organizationId: string,
  changes: readonly Change[],
): Promise<Grouping[]> {
  const { companyIds, developerIds } = concerned(changes);
  if (companyIds.size === 0 && developerIds.size === 0) return [];
  // Who accepts a plan and whose company accepts it at the same moment change no object in common, and neither would see
  // the other. So one goes after the other; what the second one reads is what the first has saved.
  await organizationLock(tx, organizationId, 'change');
  const children = async (type: string, relation: string, parentIds: Iterable<string>) =>
    objectsChildren(tx, {
      organizationId,
      parentIds: [...parentIds],
      type,
      relation,
      limit: maxChildren,
    });

  const members = await children('company_developer', 'company', companyIds);
  for (const membership of [...members.values()].flat()) {
    developerIds.add(String(membership.fields.developerId));
  }
  const memberships = await children('company_developer', 'developer', developerIds);
  const joined = [...memberships.values()].flat().map((each) => parentId(each, 'company') ?? '');
  const everyCompany = [...new Set([...companyIds, ...joined])];
  const companies = await objectsByIds(tx, { organizationId, ids: everyCompany });
  const ofCompanies = await children('developer_rate_plan', 'company', everyCompany);
  const ofDevelopers = await children('developer_rate_plan', 'developer', developerIds);

  /** The accepted plans of a company, if it asks for combined totals. */
  const combined = (companyId: string): readonly ObjectRecord[] => {
    const company = companies.get(companyId);
    return company !== undefined && combinesTotals(company.fields) ? (ofCompanies.get(companyId) ?? []) : [];
  };
  const own = [...companyIds].flatMap((companyId) =>
    (ofCompanies.get(companyId) ?? []).map((accepted) => ({
      id: accepted.id,
      groupId: combined(companyId).find((leader) => samePlan(leader, accepted))?.id ?? null,
    })),
  );
  const theirs = [...developerIds].flatMap((developerId) => {
    const leaders = (memberships.get(developerId) ?? [])
      .sort((one, other) => (one.id < other.id ? -1 : 1))
      .flatMap((membership) => combined(parentId(membership, 'company') ?? ''));
    return (ofDevelopers.get(developerId) ?? []).map((accepted) => ({
      id: accepted.id,
      groupId: leaders.find((leader) => samePlan(leader, accepted))?.id ?? null,
    }));
  });
  return [...own, ...theirs].sort((one, other) => (one.id < other.id ? -1 : 1));
}

function samePlan(one: ObjectRecord, other: ObjectRecord): boolean {
  return parentId(one, 'ratePlan') === parentId(other, 'ratePlan');
}

/** Companies and developers whose groups changes may touch. */
function concerned(changes: readonly Change[]): { companyIds: Set<string>; developerIds: Set<string> } {
  const companyIds = new Set<string>();
  const developerIds = new Set<string>();
  const add = (ids: Set<string>, id: string | undefined) => {
    if (id !== undefined) ids.add(id);
  };
  for (const { type, before, after, operation } of changes) {
    if (type.name === 'company_developer' || type.name === 'developer_rate_plan') {
      if (type.name === 'developer_rate_plan' && operation === 'updated') continue;
      add(companyIds, parentId(after, 'company'));
      add(developerIds, parentId(after, 'developer'));
    }
    if (type.name === 'company' && before !== null && operation === 'updated') {
      if (combinesTotals(before.fields) !== combinesTotals(after.fields)) companyIds.add(after.id);
    }
  }
  return { companyIds, developerIds };
}
