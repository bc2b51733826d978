import type { Problem } from '../../base/errors.ts';
import { type Catalogue, childRelations, type ObjectType } from '../../catalogue/catalogue.ts';
import type { OrganizationSettings } from '../../store/records/organization.ts';

const namePattern = /^[a-z][a-z0-9_]{0,62}$/;
const maxFieldsPerType = 50;
/** Ten years. */
const maxRetentionDays = 3650;

/** Names that dialects give to what is not a field, in one spelling or another. */
const reservedNames = new Set([
  'id',
  'uuid',
  'number',
  'type',
  'version',
  'object',
  'object_type',
  'related',
  'links',
  'fields',
  'created',
  'created_at',
  'updated',
  'updated_at',
  'constructor',
  'prototype',
]);

/** What is wrong with the settings of an organization. */
export function checkSettings(catalogue: Catalogue, settings: OrganizationSettings): Problem[] {
  return [...checkRetention(settings.retentionDays), ...checkCustomFields(catalogue, settings)];
}

function checkRetention(days: number | undefined): Problem[] {
  if (days === undefined || (Number.isInteger(days) && days >= 1 && days <= maxRetentionDays)) return [];
  return [
    { field: 'settings.retentionDays', message: `must be a whole number from 1 to ${maxRetentionDays}` },
  ];
}

function checkCustomFields(catalogue: Catalogue, settings: OrganizationSettings): Problem[] {
  return Object.entries(settings.customFields).flatMap(([typeName, names]) => {
    const field = `settings.customFields.${typeName}`;
    const type = Object.hasOwn(catalogue.types, typeName) ? catalogue.types[typeName] : undefined;
    if (type === undefined) return [{ field, message: 'is not a type of this dialect' }];
    if (!type.customFields) return [{ field, message: 'is a type that takes no fields of your own' }];
    if (names.length > maxFieldsPerType)
      return [{ field, message: `must have at most ${maxFieldsPerType} names` }];
    const taken = takenNames(catalogue, type);
    return names.flatMap((name, index) =>
      checkName(name, `${field}.${index}`, taken, names.indexOf(name) < index),
    );
  });
}

function checkName(name: string, field: string, taken: ReadonlySet<string>, repeated: boolean): Problem[] {
  if (!namePattern.test(name)) {
    return [
      {
        field,
        message: 'must have 1 to 63 lower-case letters, digits and underscores, and begin with a letter',
      },
    ];
  }
  if (repeated) return [{ field, message: 'stands twice' }];
  return taken.has(name) ? [{ field, message: `must not be ${name}, which has a meaning already` }] : [];
}

/** Fields, parents and children of a type: all of them are asked for by name in the dialects' APIs. */
function takenNames(catalogue: Catalogue, type: ObjectType): Set<string> {
  const children = childRelations(catalogue, type.name).map((child) => child.type);
  const parents = Object.entries(type.relations).flatMap(([name, relation]) => [name, relation.to]);
  return new Set([
    ...reservedNames,
    ...Object.keys(type.fields),
    ...parents,
    ...children.flatMap(({ name, plural }) => [name, plural]),
  ]);
}
