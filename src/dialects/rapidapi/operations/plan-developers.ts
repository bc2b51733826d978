import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { invitedAs } from '../catalogue/plan-developer.ts';
import { outwardId } from '../ids.ts';
import { found, foundActive, foundParty } from './lookup.ts';
import { conflict, type Operation, problem } from './operation.ts';

export interface AllowedDeveloper {
  /** Of one that is invited already. */
  id?: string | null;
  /** `DELETED`: is invited no more. */
  status?: string | null;
  /** A user or a team. */
  user?: { id?: string | null; type?: string | null } | null;
}

export interface AllowedDevelopersUpdate {
  planId: string;
  apiId?: string | null;
  allowedPlanDevelopers?: readonly (AllowedDeveloper | null)[] | null;
}

/** Invites users and teams to a plan, or takes that back; those who are not named stay. Answers with all who are invited. */
export async function updateAllowedDevelopers(
  op: Operation,
  { planId, apiId, allowedPlanDevelopers }: AllowedDevelopersUpdate,
): Promise<ObjectRecord[]> {
  const { steps } = op;
  const plan = await foundActive(op, 'billing_plan', planId);
  if (apiId && plan.fields.apiId !== apiId) throw problem('apiId', 'is not the API of this plan');
  for (const [index, developer] of (allowedPlanDevelopers ?? []).entries()) {
    if (developer === null) continue;
    const place = `allowedPlanDevelopers.${index}`;
    const party = await partyOf(op, plan, developer, place);
    const invited = await invitationOf(op, plan, party);
    if (developer.status === 'DELETED') {
      if (invited === null) throw problem(place, 'is not invited');
      await steps.remove([invited], op.telling('plan_developer'));
    } else if (invited === null) {
      const links = { billingPlan: [plan.id], [party.type]: [party.id] };
      await steps.create('plan_developer', { fields: {}, links });
    }
  }
  return steps.children('plan_developer', 'billingPlan', [plan]);
}

async function partyOf(
  op: Operation,
  plan: ObjectRecord,
  { id, user }: AllowedDeveloper,
  place: string,
): Promise<ObjectRecord> {
  if (user?.id) return foundParty(op, user.id, ['user', 'team']);
  if (!id) throw problem(`${place}.user`, 'is required: the id of a user or a team');
  const developer = await found(op, 'plan_developer', id);
  if (developer.links.billingPlan?.[0] !== plan.id)
    throw problem(`${place}.id`, 'is a developer of another plan');
  return foundParty(op, String(developer.fields.userId), ['user', 'team']);
}

/** Of a private plan: that the owner is invited, or has the API. Throws `conflict`. */
export async function checkInvited(
  op: Operation,
  { owner, api, plan }: { owner: ObjectRecord; api: ObjectRecord; plan: ObjectRecord },
): Promise<void> {
  if (plan.fields.visibility !== 'PRIVATE' || api.fields.ownerId === owner.number) return;
  if ((await invitationOf(op, plan, owner)) !== null) return;
  throw conflict(
    `The plan ${outwardId(plan)} is private. Invite the ${owner.type} ${owner.number} with updateAllowedPlanDevelopers first.`,
  );
}

function invitationOf({ steps }: Operation, plan: ObjectRecord, party: ObjectRecord) {
  return steps.findByField('plan_developer', 'invited', invitedAs(plan, party.number));
}
