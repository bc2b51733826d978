import { masheryCatalogue } from './catalogue/index.ts';

/** Names of V3 that are not the V2 name in camel case (V3 page on plans). */
const otherwise: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plan: {
    is_public: 'selfServiceKeyProvisioningEnabled',
    package_key_max: 'maxNumKeysAllowed',
    package_key_moderation_threshold: 'numKeysBeforeReview',
  },
};

/** Stored fields that V3 neither shows nor takes. Its legacy keys have no V3 resource at all. */
const unknownToV3: Readonly<Record<string, readonly string[]>> = {
  application: ['is_packaged', 'developer_group_handle', 'group_id'],
  plan: ['is_moderated', 'priority'],
};

const byType: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.values(masheryCatalogue.types)
    .filter(({ name }) => name !== 'key')
    .map(({ name, fields }) => [name, namesOf(name, Object.keys(fields))]),
);

const fieldsByType: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  [...byType].map(([type, names]) => [type, new Map([...names].map(([field, v3]) => [v3, field]))]),
);

/** The V3 names of a type's stored fields: catalogue field → V3 name, in the catalogue's order. */
export function v3NamesOf(type: string): ReadonlyMap<string, string> {
  return byType.get(type) ?? new Map();
}

/** The catalogue field behind a V3 name; undefined for ids, dates, relations, custom fields and unknown names. */
export function fieldOfV3Name(type: string, v3Name: string): string | undefined {
  return fieldsByType.get(type)?.get(v3Name);
}

function namesOf(type: string, fields: readonly string[]): Map<string, string> {
  return new Map(
    fields
      .filter((field) => !unknownToV3[type]?.includes(field))
      .map((field) => [field, otherwise[type]?.[field] ?? camelCase(field)]),
  );
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}
