import { BellwireError, type Problem } from '../base/errors.ts';
import type { Ids } from '../base/ids.ts';
import type { JsonObject } from '../base/json.ts';
import { forbiddenReturns, missingFields } from '../catalogue/accept-input.ts';
import type { Draft, ObjectType } from '../catalogue/catalogue.ts';
import type { ObjectRecord, Related } from '../catalogue/object-record.ts';
import { validateFields } from '../catalogue/validate.ts';
import type { Planner } from './planner.ts';

/** An object that is being worked out. */
export interface DraftInput {
  type: ObjectType;
  before: ObjectRecord | null;
  fields: JsonObject;
  /** Checked with the stored ones, and not kept. */
  writeOnly: JsonObject;
  links: Record<string, string[]>;
  related: Related;
  problems: readonly Problem[];
  ids: Pick<Ids, 'key'>;
}

/**
 * Completes a draft and lists all that is wrong with it, in the order in which a caller wants to read it: required
 * fields first, then the schema, then the rules that need a sound object.
 */
export async function completeDraft(
  planner: Planner,
  input: DraftInput,
): Promise<{ fields: JsonObject; missing: Problem[]; problems: Problem[] }> {
  const { type, before } = input;
  const siblings = await siblingsOf(planner, input);
  const draft: Draft = { before, fields: input.fields, related: input.related, siblings, ids: input.ids };
  const fields = { ...input.fields, ...type.complete?.(draft) };
  const missing = missingFields(type, { ...fields, ...input.writeOnly });
  const problems = [
    ...input.problems,
    ...validateFields(type, { ...fields, ...input.writeOnly }, planner.customFieldsOf(type.name)),
    ...(before === null ? [] : forbiddenReturns(type, before.fields, fields)),
  ];
  if (missing.length === 0 && problems.length === 0)
    problems.push(...(type.check?.({ ...draft, fields }) ?? []));
  return { fields, missing, problems };
}

/** Throws what is wrong with a draft, if anything is. */
export function throwProblems(
  type: ObjectType,
  missing: readonly Problem[],
  problems: readonly Problem[],
): void {
  if (missing.length > 0) {
    const names = missing.map(({ field }) => field).join(', ');
    throw new BellwireError('required', `A ${type.title} needs: ${names}.`, missing);
  }
  if (problems.length > 0) throw new BellwireError('invalid', `The ${type.title} is not valid.`, problems);
}

async function siblingsOf(
  planner: Planner,
  { type, before, links, related }: DraftInput,
): Promise<ObjectRecord[]> {
  const relation = type.siblingsOn?.(related);
  const parentId = relation ? links[relation]?.[0] : undefined;
  if (!relation || parentId === undefined) return [];
  const parent = (await planner.loadMany([parentId])).get(parentId);
  if (parent === undefined) return [];
  const children = await planner.children(type.name, relation, [parent]);
  // As they will be: others may be changed or go in the same plan.
  return children.flatMap((child) => {
    const planned = planner.planned(child.id);
    if (child.id === before?.id || planned?.operation === 'deleted') return [];
    return [planned?.after ?? child];
  });
}
