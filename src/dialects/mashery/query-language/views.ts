/**
 * Types of V2 that are no objects of their own: another type's objects, seen with fewer fields under another name. A service of
 * the vendor's has a definition, made and removed along with it, which plans name; here both are the service.
 */
export interface TypeView {
  /** The type whose objects these are. */
  of: string;
  /** How queries call it; null for what is only reached by a relation. */
  plural: string | null;
  /** What it shows of them, besides `object_type`. */
  fields: readonly string[];
}

/** A plan's service shows no `id`: the link between the two has no number here. */
export const typeViews: Readonly<Record<string, TypeView>> = {
  plan_service: { of: 'service', plural: null, fields: [] },
  service_definition: {
    of: 'service',
    plural: 'service_definitions',
    fields: ['id', 'service_key', 'name', 'created', 'updated'],
  },
};

/** The view of that name; undefined for a type of its own. */
export function typeViewOf(type: string): TypeView | undefined {
  return Object.hasOwn(typeViews, type) ? typeViews[type] : undefined;
}
