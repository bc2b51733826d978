import { childRelations, typeOf } from '../../../catalogue/catalogue.ts';
import { masheryCatalogue } from '../catalogue/index.ts';
import { typeViewOf } from './views.ts';

/** A way from one type to another, by the name that V2 gives it. */
export interface RelationView {
  name: string;
  /** The type at the other end, or a view of it (see `typeViews`). */
  type: string;
  /** `same`: the object itself, seen as another type. */
  kind: 'parent' | 'parents' | 'children' | 'same';
  /** The catalogue's relation: of this type for parents, of the other one for children; blank for `same`. */
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
  for (const view of viewRelations[type] ?? []) views.set(view.name, view);
  if (typeViewOf(type) === undefined) addCatalogued(views, type);
  byType.set(type, views);
  return views;
}

function addCatalogued(views: Map<string, RelationView>, type: string): void {
  for (const child of childRelations(masheryCatalogue, type)) {
    const name = child.type.plural;
    views.set(name, { name, type: child.type.name, kind: 'children', relation: child.name });
  }
  for (const [name, relation] of Object.entries(typeOf(masheryCatalogue, type).relations)) {
    const kind = relation.cardinality === 'one' ? 'parent' : 'parents';
    views.set(name, { name, type: relation.to, kind, relation: name });
  }
}

/** Relations that lead to views, and from them. */
const viewRelations: Readonly<Record<string, readonly RelationView[]>> = {
  plan: [{ name: 'plan_services', type: 'plan_service', kind: 'parents', relation: 'services' }],
  plan_service: [{ name: 'service_definition', type: 'service_definition', kind: 'same', relation: '' }],
  service_definition: [{ name: 'service', type: 'service', kind: 'same', relation: '' }],
};

const byType = new Map<string, ReadonlyMap<string, RelationView>>();

/**
 * Relations of the vendor's to types that are not here, as if no object had ever been linked on them: scripts in the field
 * select them along with others, and look whether there is anything. To one object they are null, to many an empty list.
 */
const emptyRelations: Readonly<Record<string, Readonly<Record<string, 'one' | 'many'>>>> = {
  key: { developer_class: 'one' },
  plan: { plan_endpoints: 'many', plan_methods: 'many', plan_filters: 'many' },
  service: { service_classes: 'many' },
  service_definition: { service_definition_endpoints: 'many' },
};

/** Whether a relation leads nowhere here, and to how many it would. */
export function emptyRelationOf(type: string, name: string): 'one' | 'many' | undefined {
  const relations = emptyRelations[type];
  return relations !== undefined && Object.hasOwn(relations, name) ? relations[name] : undefined;
}
