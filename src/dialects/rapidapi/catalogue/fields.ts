import type { Field, Relation } from '../../../catalogue/catalogue.ts';

/** Text of at most `maxLength` characters. */
export function text(title: string, maxLength: number, more: Partial<Field> = {}): Field {
  return { type: 'string', title, maxLength, ...more };
}

/** The address of a picture, or a small one itself as a `data:` URL. */
export const picture = text('Picture', 65_536);

/** Yes or no; no when not given. */
export function flag(title: string, more: Partial<Field> = {}): Field {
  return { type: 'boolean', title, ...more };
}

/** A whole number of zero or more; zero when not given. */
export function count(title: string, more: Partial<Field> = {}): Field {
  return { type: 'integer', title, minimum: 0, ...more };
}

/** A list of texts. */
export function texts(title: string, more: Partial<Field> = {}): Field {
  return { type: 'array', title, items: { type: 'string', maxLength: 1024 }, ...more };
}

/** One of a few words; the first one when not given. */
export function word(title: string, words: readonly [string, ...string[]]): Field {
  return { type: 'string', title, maxLength: 64, enum: words, default: words[0] };
}

/** Whether a row is there or archived. */
export const status = word('Status', ['ACTIVE', 'DELETED']);

/** When a row was archived; blank while it is not. */
export const deletedAt = text('When it was deleted', 32, { format: 'date-time' });

/** A parent that a row belongs to for as long as both live: it goes with it. */
export function owner(to: string, more: Partial<Relation> = {}): Relation {
  return {
    to,
    cardinality: 'one',
    required: true,
    createOnly: true,
    whenParentGoes: 'remove',
    nested: false,
    ...more,
  };
}

/** One of several parents that a row can belong to; the type's `check` says that there is exactly one. */
export function possibleOwner(to: string, more: Partial<Relation> = {}): Relation {
  return owner(to, { required: false, ...more });
}
