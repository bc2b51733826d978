import type { Condition } from '../../../../store/queries/objects/filter.ts';
import { fieldsOf } from '../../query-language/fields.ts';
import { type RelationView, relationsOf } from '../../query-language/relations.ts';
import { fieldOfV3Name, v3NamesOf } from '../../v3-names.ts';

/** A relation of V2 as V3 calls it: `package_keys` is `packageKeys`. */
export function v3RelationName(name: string): string {
  return name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

/** The relation that a V3 property shows. V3 has no legacy keys, so none lead to them. */
export function v3Relation(type: string, property: string): RelationView | undefined {
  return [...relationsOf(type).values()].find(
    (view) => v3RelationName(view.name) === property && v3NamesOf(view.type).size > 0,
  );
}

/** Properties that V3 shows besides the stored fields, and ignores when they are sent back. */
export const v3Derived: Readonly<Record<string, readonly string[]>> = {
  application: ['username'],
  package_key: ['limits'],
};

/** Where the value of a V3 property is kept; undefined for what there is none of or what is computed. */
export function storedAs(
  type: string,
  property: string,
  customFields: readonly string[],
): (Pick<Condition, 'field'> & { relation?: string }) | undefined {
  if (property === 'id') return { field: 'id' };
  if (property === 'created') return { field: 'createdAt' };
  if (property === 'updated') return { field: 'updatedAt' };
  const name = fieldOfV3Name(type, property);
  const known = name !== undefined || customFields.includes(property) || v3Derived[type]?.includes(property);
  if (!known) return undefined;
  return fieldsOf(type, customFields).get(name ?? property)?.stored ?? undefined;
}
