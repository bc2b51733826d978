import { type ObjectRecord, parentId } from '../../../catalogue/object-record.ts';

/** Whether a plan is for one developer or company, and not for everybody. */
export function isForOne(plan: ObjectRecord): boolean {
  // Whom it named may have gone since; that does not make it everybody's.
  return namedBy(plan) !== undefined || plan.fields.type === 'DEVELOPER';
}

/**
 * Whether somebody may accept a plan, by whom it is for. Developers of a company may accept the company's plan: their
 * totals are added up only if they have.
 */
export function mayAccept(
  plan: ObjectRecord,
  holder: { id: string; companyIds: readonly string[] },
): boolean {
  if (!isForOne(plan)) return true;
  const named = namedBy(plan);
  return named !== undefined && (named === holder.id || holder.companyIds.includes(named));
}

function namedBy(plan: ObjectRecord): string | undefined {
  return parentId(plan, 'developer') ?? parentId(plan, 'company');
}
