import { childRelations, typeOf } from '../../../catalogue/catalogue.ts';
import { masheryCatalogue } from '../catalogue/index.ts';

/** A way from one type to another, by the name that V2 gives it. */
export interface RelationView {
  name: string;
  /** The type at the other end. */
  type: string;
  kind: 'parent' | 'parents' | 'children';
  /** The catalogue's relation: of this type for parents, of the other one for children. */
  relation: string;
}

/**
 * The relations of a type, both ways: its own under their names (`member`, `roles`), its children under the plural
 * of their type (`applications`, `package_keys`).
 */
export function relationsOf(type: string): ReadonlyMap<string, RelationView> {
  const known = byType.get(type);
  if (known !== undefined) return known;
  const views = new Map<string, RelationView>();
  for (const child of childRelations(masheryCatalogue, type)) {
    const name = child.type.plural;
    views.set(name, { name, type: child.type.name, kind: 'children', relation: child.name });
  }
  for (const [name, relation] of Object.entries(typeOf(masheryCatalogue, type).relations)) {
    const kind = relation.cardinality === 'one' ? 'parent' : 'parents';
    views.set(name, { name, type: relation.to, kind, relation: name });
  }
  byType.set(type, views);
  return views;
}

const byType = new Map<string, ReadonlyMap<string, RelationView>>();

/**
 * Relations of the vendor's to types that are not here, as if no object had ever been linked on them: scripts in the field
 * select them along with others, and look whether they are null.
 */
export const emptyRelations: Readonly<Record<string, readonly string[]>> = { key: ['developer_class'] };
