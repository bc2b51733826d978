import type { Problem } from '../../../base/errors.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { Draft, ObjectType, Relation } from '../../../catalogue/catalogue.ts';
import { parentId, type Related } from '../../../catalogue/object-record.ts';
import { keyStatuses, text } from './fields.ts';
import { defaultKeyLength, numberIn, statusOfNewKey } from './key-rules.ts';
import { limitOverrides } from './limit-fields.ts';

const parent = { cardinality: 'one', required: true, createOnly: true, nested: true } as const;

const relations: Record<string, Relation> = {
  application: { to: 'application', ...parent, whenParentGoes: 'remove' },
  member: { to: 'member', ...parent, required: false, through: 'application', whenParentGoes: 'remove' },
  package: { to: 'package', ...parent, whenParentGoes: 'refuse' },
  // May be switched to another plan of the same package (V3 page on package keys); `check` sees to that.
  plan: { to: 'plan', ...parent, createOnly: false, whenParentGoes: 'refuse' },
};

/** A key to the APIs of one plan of one package: fields of the V2 page on package keys. */
export const packageKey: ObjectType = {
  name: 'package_key',
  plural: 'package_keys',
  title: 'package key',
  fields: {
    apikey: text('API key; made when blank', 255, { createOnly: true }),
    secret: text('Shared secret; made when blank and the package asks for one', 255),
    ...limitOverrides,
    status: text('Status; by the moderation of its plan when blank', 16, {
      enum: keyStatuses,
      noReturnTo: ['waiting'],
    }),
    // Known to V3 only; kept and shown, not acted on.
    expires: text('Expiry', 64),
  },
  relations,
  // A deleted key may be made again with the same text, which is how one moves it to another package.
  unique: [{ name: 'apikey', field: 'apikey', within: 'package', keptForever: false }],
  emits: ['created', 'updated', 'deleted'],
  customFields: false,
  cascades: [],
  siblingsOn: ({ plan }) => (hasKeyCounts(plan) ? 'member' : null),
  complete,
  check,
};

function complete(draft: Draft): JsonObject {
  const { before, fields, related, ids } = draft;
  const filled: JsonObject = {};
  if (before !== null) {
    if (fields.status === '') filled.status = before.fields.status ?? 'active';
    return filled;
  }
  if (fields.apikey === '')
    filled.apikey = ids.key(numberIn(related.package, 'key_length') || defaultKeyLength);
  const secretLength = numberIn(related.package, 'shared_secret_length');
  if (fields.secret === '' && secretLength > 0) filled.secret = ids.key(secretLength);
  if (fields.status === '') filled.status = statusOfNewKey(related.member, isModerated(draft));
  return filled;
}

function check(draft: Draft): Problem[] {
  const { before, related } = draft;
  const { plan } = related;
  if (plan !== undefined && parentId(plan, 'package') !== related.package?.id)
    return [{ field: 'plan', message: 'is not a plan of this package' }];
  const max = numberIn(plan, 'package_key_max');
  const joinsPlan = before === null || parentId(before, 'plan') !== plan?.id;
  if (max > 0 && joinsPlan && keysOnPlan(draft) >= max)
    return [{ field: 'plan', message: `allows each member at most ${max} keys` }];
  return [];
}

/**
 * The vendor's portal has "number of keys allowed until moderation"; V2 has a switch beside it that V3 lacks. So
 * the switch alone holds back every key, the number alone those above it, and both together those above it.
 */
function isModerated(draft: Draft): boolean {
  const { plan } = draft.related;
  const threshold = numberIn(plan, 'package_key_moderation_threshold');
  const on = plan?.fields.is_moderated === true || threshold > 0;
  return on && keysOnPlan(draft) >= threshold;
}

function keysOnPlan({ siblings, related }: Draft): number {
  return siblings.filter((sibling) => parentId(sibling, 'plan') === related.plan?.id).length;
}

function hasKeyCounts(plan: Related[string] | undefined): boolean {
  return numberIn(plan, 'package_key_max') > 0 || numberIn(plan, 'package_key_moderation_threshold') > 0;
}
