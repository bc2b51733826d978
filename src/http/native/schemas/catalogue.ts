import { Type } from 'typebox';
import type { JsonObject } from '../../../base/json.ts';
import { nullable } from './common.ts';

const names = (description: string) => Type.Array(Type.String(), { description });
const parentGoes = Type.String({
  enum: ['remove', 'refuse', 'unlink'],
  description:
    'What becomes of the child when the parent goes: it goes too, it keeps the parent, or it stays without.',
});

const objectType = Type.Object(
  {
    name: Type.String({ examples: ['package_key'] }),
    plural: Type.String({ examples: ['package_keys'] }),
    title: Type.String({ examples: ['package key'] }),
    schema: Type.Unsafe<JsonObject>({
      type: 'object',
      description:
        'The JSON Schema of the fields, with `readOnly`, `writeOnly` and `default` where they are so.',
    }),
    required: names('Fields that must be given.'),
    createOnly: names('Fields that are taken when an object is created and ignored afterwards.'),
    label: nullable(Type.String({ description: 'The field that people know an object by.' })),
    columns: names('Fields worth a column of a list.'),
    relations: Type.Array(
      Type.Object({
        name: Type.String(),
        to: Type.String({ description: 'The type of the parent.' }),
        cardinality: Type.String({ enum: ['one', 'many'] }),
        required: Type.Boolean(),
        createOnly: Type.Boolean({ description: 'It cannot be moved to another parent.' }),
        whenParentGoes: parentGoes,
        follows: Type.Boolean({ description: 'It follows from another relation, and is not given.' }),
      }),
    ),
    children: Type.Array(
      Type.Object({ type: Type.String(), relation: Type.String(), whenParentGoes: parentGoes }),
      { description: 'The types that hang on this one.' },
    ),
    events: names('The types of events that changes of it make.'),
  },
  { $id: 'ObjectType', description: 'What forms, lists and pages of one type need to know.' },
);

const catalogue = Type.Object(
  {
    dialect: Type.String(),
    types: Type.Array(Type.Unsafe<unknown>({ $ref: 'ObjectType#' })),
  },
  { $id: 'Catalogue', description: 'The types of objects of an organization, its own fields included.' },
);

export const catalogueComponents = [objectType, catalogue];
