import { masheryCatalogue } from './catalogue/index.ts';

/** Stored fields that V2 has no name for: only V3 shows and takes them. */
export const v3OnlyFields: Readonly<Record<string, readonly string[]>> = {
  package_key: ['expires'],
  package: ['eav'],
  plan: ['admin_key_provisioning_enabled', 'email_template_set_id', 'admin_email_template_set_id', 'eav'],
  role: ['is_orgrole'],
};

/** What V2 adds to a type's stored fields when it shows an object. Nobody can write these. */
export const v2DerivedFields: Readonly<Record<string, readonly string[]>> = {
  member: ['id', 'uuid', 'created', 'updated', 'object_type'],
  application: ['id', 'uuid', 'created', 'updated', 'username', 'object_type'],
  key: ['id', 'created', 'updated', 'service_key', 'username', 'limits', 'object_type'],
  package_key: ['id', 'uuid', 'created', 'updated', 'limits', 'object_type'],
  package: ['id', 'created', 'updated', 'is_using_shared_secret', 'object_type'],
  plan: ['id', 'created', 'updated', 'limits', 'object_type'],
  service: ['id', 'created', 'updated', 'object_type'],
  role: ['id', 'created', 'updated', 'object_type'],
};

/** The names of the fields that V2 takes for a type, before custom fields. Empty for a type it does not know. */
export function v2FieldsOf(type: string): string[] {
  const known = Object.hasOwn(masheryCatalogue.types, type) ? masheryCatalogue.types[type] : undefined;
  const hidden = v3OnlyFields[type] ?? [];
  return Object.keys(known?.fields ?? {}).filter((name) => !hidden.includes(name));
}
