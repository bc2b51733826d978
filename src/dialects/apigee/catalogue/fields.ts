import type { Field } from '../../../catalogue/catalogue.ts';

/** Text of at most `maxLength` characters. */
export function text(title: string, maxLength: number, more: Partial<Field> = {}): Field {
  return { type: 'string', title, maxLength, ...more };
}

/** Yes or no; no when not given. */
export function flag(title: string, more: Partial<Field> = {}): Field {
  return { type: 'boolean', title, ...more };
}

/** A list of texts. */
export function texts(title: string, more: Partial<Field> = {}): Field {
  return { type: 'array', title, items: { type: 'string', maxLength: 1024 }, ...more };
}

/** Names with values, as the vendor's entities carry them: `[{ "name": "MINT_…", "value": "…" }]`. */
export const attributes: Field = {
  type: 'array',
  title: 'Attributes',
  items: {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 1, maxLength: 255 },
      value: { type: 'string', maxLength: 2048 },
    },
    required: ['name', 'value'],
    additionalProperties: false,
  },
};

/** Active or inactive; active when not given. */
export const activity = text('Status', 16, { enum: ['active', 'inactive'], default: 'active' });
