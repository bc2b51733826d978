import type { Json } from '../base/json.ts';
import type { Field } from './catalogue.ts';

/** What a field holds when nobody has given it a value: never absent, so that every body has every field. */
export function emptyValue(field: Field): Json {
  if (field.default !== undefined) return structuredClone(field.default);
  switch (field.type) {
    case 'string':
      return '';
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return 0;
    case 'array':
      return [];
    case 'object':
      return {};
  }
}
