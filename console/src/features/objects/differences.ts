import type { ObjectType } from '../../shared/api/types.ts';
import type { Difference } from '../../shared/ui/conflict.tsx';
import { fieldsOf, fieldTitle, wordsOfName } from './catalogue.ts';
import { read, same } from './field-value.ts';
import { valueInWords } from './value-words.ts';
import type { Values } from './values.ts';

/** Where what they saved differs from what is typed here. What cannot be read stands as it is typed. */
export function differencesOf(type: ObjectType, theirs: Values, mine: Values): Difference[] {
  const fields = fieldsOf(type).flatMap(([name, schema]) => {
    const [one = '', other = ''] = [theirs.fields[name], mine.fields[name]];
    if (same(one, other)) return [];
    const words = (value: typeof one) =>
      typeof value === 'string' ? valueInWords(value) : valueInWords(read(schema, value, '', []));
    return [{ label: fieldTitle(name, schema), theirs: words(one), mine: words(other) }];
  });
  const links = type.relations.flatMap(({ name }) => {
    const labels = (values: Values) =>
      valueInWords((values.links[name] ?? []).map(({ id, label }) => label || id));
    const [one, other] = [labels(theirs), labels(mine)];
    return one === other ? [] : [{ label: wordsOfName(name), theirs: one, mine: other }];
  });
  return [...fields, ...links];
}
