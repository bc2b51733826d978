import { permit } from '../access/principal.ts';
import type { Problem } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import { acceptInput, withDefaults } from '../catalogue/accept-input.ts';
import { typeOf } from '../catalogue/catalogue.ts';
import { plannerContext } from './apply.ts';
import type { Context } from './context.ts';
import { completeDraft } from './draft.ts';
import { resolveLinks } from './links.ts';
import type { Links } from './operation.ts';
import { createPlanner } from './planner.ts';
import type { ObjectsServices } from './services.ts';

/** What would be wrong with an object. Partial: only the fields that are given are looked at. */
export async function validateObject(
  services: ObjectsServices,
  context: Context,
  input: { type: string; id: string | null; fields: JsonObject; links: Links; partial: boolean },
): Promise<Problem[]> {
  permit(context.principal, 'objects.read', context.organization.id);
  const planner = createPlanner(plannerContext(services, context, new Map()));
  const type = typeOf(context.catalogue, input.type);
  const customFields = planner.customFieldsOf(type.name);
  const before = input.id === null ? null : await planner.load(type.name, input.id);
  const accepted = acceptInput(type, input.fields, {
    operation: before === null ? 'created' : 'updated',
    customFields,
  });
  const resolved = await resolveLinks(planner, type, { before, links: input.links });
  const draft = await completeDraft(planner, {
    type,
    before,
    fields: withDefaults(type, { ...before?.fields, ...accepted.fields }, customFields),
    writeOnly: accepted.writeOnly,
    links: resolved.links,
    related: resolved.related,
    problems: [...accepted.problems, ...resolved.problems],
    ids: planner.ids,
  });
  const problems = [...resolved.missing, ...draft.missing, ...draft.problems];
  if (!input.partial) return problems;
  const given = new Set([...Object.keys(input.fields), ...Object.keys(input.links)]);
  return problems.filter(({ field }) => given.has(field.split('.')[0] ?? ''));
}
