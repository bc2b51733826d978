import { acceptInput, withDefaults } from '../catalogue/accept-input.ts';
import { typeOf } from '../catalogue/catalogue.ts';
import type { ObjectRecord, Related } from '../catalogue/object-record.ts';
import { completeDraft, throwProblems } from './draft.ts';
import { nestedOf, resolveLinks } from './links.ts';
import type { ObjectOperation } from './operation.ts';
import type { Planner } from './planner.ts';
import type { RepeatedKeys } from './repeated-keys.ts';

/** Who the new object will be: given from outside the plan, so that a plan made again keeps them. */
export interface NewIdentity {
  id: string;
  number: number;
  /** Generated keys: the same ones, in the same order, each time the plan is made. */
  keys: RepeatedKeys;
}

/** Plans a new object. Throws `required` or `invalid`. */
export async function planCreate(
  planner: Planner,
  operation: Extract<ObjectOperation, { operation: 'create' }>,
  identity: NewIdentity,
): Promise<{ object: ObjectRecord; related: Related }> {
  const type = typeOf(planner.catalogue, operation.type);
  const customFields = planner.customFieldsOf(type.name);
  const accepted = acceptInput(type, operation.fields, { operation: 'created', customFields });
  const resolved = await resolveLinks(planner, type, { before: null, links: operation.links });
  const given = { ...accepted.fields, ...planner.enrichments.get(identity.id) };
  const draft = await completeDraft(planner, {
    type,
    before: null,
    fields: withDefaults(type, given, customFields),
    writeOnly: accepted.writeOnly,
    links: resolved.links,
    related: resolved.related,
    problems: [...accepted.problems, ...resolved.problems],
    ids: identity.keys.again(),
  });
  throwProblems(type, [...resolved.missing, ...draft.missing], draft.problems);

  const now = planner.clock.now();
  const object: ObjectRecord = {
    organizationId: planner.organizationId,
    id: identity.id,
    type: type.name,
    number: identity.number,
    version: 1,
    fields: draft.fields,
    links: resolved.links,
    createdAt: now,
    updatedAt: now,
  };
  const related = nestedOf(type, resolved.related);
  planner.add({ operation: 'created', type, before: null, after: object, related });
  return { object, related };
}
