import { BellwireError, invalid, notFound, type Problem } from '../../../base/errors.ts';
import type { JsonObject } from '../../../base/json.ts';
import { findUnstorable } from '../../../catalogue/storable.ts';
import { eventTypeNamed, namePattern } from '../catalogue/event-type-names.ts';
import { eventTypes, type HubEventType } from '../catalogue/event-types.ts';

/** An event type as a hub calls it. */
export interface NamedEventType {
  type: HubEventType;
  name: string;
  label: string;
}

/** All event types in a hub's own words. */
export function namedEventTypes(settings: JsonObject): NamedEventType[] {
  const names = wordsIn(settings, 'typeNames');
  const labels = wordsIn(settings, 'labels');
  return eventTypes.map((type) => ({
    type,
    name: names[type.name] ?? type.name,
    label: labels[type.name] ?? type.label,
  }));
}

/** The event type that a caller means: by the vendor's name, which is its id, or by the hub's. Throws `not-found`. */
export function eventTypeMeant(settings: JsonObject, named: string): NamedEventType {
  const all = namedEventTypes(settings);
  const found = all.find(({ type }) => type.name === named) ?? all.find(({ name }) => name === named);
  if (found === undefined) throw notFound(`The event type ${named.slice(0, 100)}`);
  return found;
}

/**
 * The settings with other words for one type; null takes the vendor's again. Throws `invalid`, and `duplicate` where another
 * type has that name, so that a receiver could not tell the two.
 */
export function withOtherWords(
  settings: JsonObject,
  id: string,
  words: { name?: string | null | undefined; label?: string | null | undefined },
): JsonObject {
  if (eventTypeNamed(id) === undefined) throw notFound(`The event type ${id.slice(0, 100)}`);
  const problems = [...checkName(words.name), ...checkLabel(words.label)];
  if (problems.length > 0) throw invalid('The words for the event type are not valid.', problems);
  const { name } = words;
  if (typeof name === 'string') {
    const others = namedEventTypes(settings).filter(({ type }) => type.name !== id);
    if (others.some((other) => other.name === name || other.type.name === name)) {
      throw new BellwireError('duplicate', `Another event type is called ${name}.`, [
        { field: 'name', message: 'is taken' },
      ]);
    }
  }
  return {
    ...settings,
    typeNames: withWord(wordsIn(settings, 'typeNames'), id, words.name),
    labels: withWord(wordsIn(settings, 'labels'), id, words.label),
  };
}

function withWord(words: Record<string, string>, id: string, word: string | null | undefined) {
  if (word === undefined) return words;
  const { [id]: _old, ...others } = words;
  return word === null ? others : { ...others, [id]: word };
}

function wordsIn(settings: JsonObject, of: 'typeNames' | 'labels'): Record<string, string> {
  const words = settings[of];
  if (typeof words !== 'object' || words === null || Array.isArray(words)) return {};
  return Object.fromEntries(
    Object.entries(words).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

const nameIs = new RegExp(namePattern);

function checkName(name: string | null | undefined): Problem[] {
  if (name === null || name === undefined || nameIs.test(name)) return [];
  const message =
    'must have 1 to 100 letters, digits, spaces, dots, colons, dashes and underscores, and begin with a letter or digit';
  return [{ field: 'name', message }];
}

function checkLabel(label: string | null | undefined): Problem[] {
  if (label === null || label === undefined) return [];
  if (label.trim() === '' || label.length > 100)
    return [{ field: 'label', message: 'must have 1 to 100 characters' }];
  return findUnstorable(label, 'label');
}
