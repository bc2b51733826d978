import { describe, expect, it } from 'vitest';
import type { Field, ObjectType } from './catalogue.ts';
import { jsonSchemaOf } from './json-schema.ts';

function schemaOf(fields: Record<string, Field>, customFields: string[] = []) {
  const type: ObjectType = {
    name: 'badge',
    plural: 'badges',
    title: 'badge',
    fields,
    relations: {},
    unique: [],
    emits: [],
    customFields: true,
    cascades: [],
  };
  return jsonSchemaOf(type, customFields);
}

describe('the JSON Schema of a type', () => {
  it('lets in its fields and those of the organization, and no others', () => {
    expect(schemaOf({ name: { type: 'string', title: 'Name', maxLength: 5 } }, ['motto'])).toEqual({
      type: 'object',
      title: 'badge',
      properties: {
        name: { type: 'string', title: 'Name', maxLength: 5 },
        motto: { type: 'string', maxLength: 4096 },
      },
      additionalProperties: false,
    });
  });

  it('lets in "not given" for a format and for a closed list, unless that has a default', () => {
    const { properties } = schemaOf({
      email: { type: 'string', title: 'E-mail', format: 'email' },
      kind: { type: 'string', title: 'Kind', enum: ['a'] },
      state: { type: 'string', title: 'State', enum: ['new'], default: 'new' },
    });
    expect(properties).toMatchObject({
      email: { anyOf: [{ maxLength: 0 }, { format: 'email' }] },
      kind: { enum: ['a', ''] },
      state: { enum: ['new'] },
    });
  });

  it('keeps whole numbers where every language can hold them, unless the catalogue is stricter', () => {
    const { properties } = schemaOf({
      any: { type: 'integer', title: 'Any' },
      some: { type: 'integer', title: 'Some', minimum: 0, maximum: 9 },
      ratio: { type: 'number', title: 'Ratio' },
    });
    expect(properties).toEqual({
      any: { type: 'integer', title: 'Any', minimum: -(2 ** 53 - 1), maximum: 2 ** 53 - 1 },
      some: { type: 'integer', title: 'Some', minimum: 0, maximum: 9 },
      ratio: { type: 'number', title: 'Ratio' },
    });
  });

  it('says who may read and write', () => {
    const { properties } = schemaOf({
      score: { type: 'integer', title: 'Score', readOnly: true },
      pin: { type: 'string', title: 'Pin', writeOnly: true },
      tags: { type: 'array', title: 'Tags', items: { type: 'string' } },
    });
    expect(properties).toMatchObject({
      score: { readOnly: true },
      pin: { writeOnly: true },
      tags: { items: { type: 'string' } },
    });
  });
});
