import type { Field } from '../../../catalogue/catalogue.ts';

/** Text of at most `maxLength` characters. */
export function text(title: string, maxLength: number, more: Partial<Field> = {}): Field {
  return { type: 'string', title, maxLength, ...more };
}

/** Text whose length the vendor's pages do not bound. The body limit of the HTTP server does. */
export function longText(title: string, more: Partial<Field> = {}): Field {
  return { type: 'string', title, ...more };
}

/** Yes or no; no when not given. */
export function flag(title: string, more: Partial<Field> = {}): Field {
  return { type: 'boolean', title, ...more };
}

/** A whole number of zero or more; zero, which stands for "not set", when not given. */
export function count(title: string, more: Partial<Field> = {}): Field {
  return { type: 'integer', title, minimum: 0, ...more };
}

/** The stretches of time that a quota or a notification can be for (V3 page on packages). */
export const periods = ['minute', 'hour', 'day', 'week', 'month'] as const;

/** Keys of both kinds are in one of these (V2 page on keys). */
export const keyStatuses = ['waiting', 'active', 'disabled'] as const;
