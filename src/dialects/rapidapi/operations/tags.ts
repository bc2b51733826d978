import type { Json, JsonObject } from '../../../base/json.ts';
import type { ObjectRecord } from '../../../catalogue/object-record.ts';
import { type Operation, problem } from './operation.ts';

/** A tag as it is wanted: what it says of the API, and the value. */
export interface TagValue {
  /** Of a tag that the API has. Without it, the tag is a new one. */
  id?: string | null;
  definitionId: string;
  value: string;
}

/** The tags that an API is to have instead of those that it has. Throws `invalid`. */
export function wantedTags(
  { ids }: Pick<Operation, 'ids'>,
  api: ObjectRecord | null,
  wanted: readonly (TagValue | null)[],
): Json[] {
  const known = new Set(tagsOf(api).map(({ id }) => id));
  const same = (definitionId: string, value: string) =>
    tagsOf(api).find((one) => one.tagdefinition === definitionId && one.value === value)?.id;
  const seen = new Set<string>();
  return wanted.flatMap((tag, index) => {
    if (tag === null) return [];
    const { id, definitionId, value } = tag;
    if (id && !known.has(id))
      throw problem(`tags.${index}.id`, 'is no tag of this API; leave it out for a new one');
    if (id) known.delete(id);
    const says = JSON.stringify([definitionId, value]);
    if (seen.has(says)) throw problem(`tags.${index}`, 'says the same as another one');
    seen.add(says);
    return { id: id || (same(definitionId, value) ?? ids.uuid()), tagdefinition: definitionId, value };
  });
}

function tagsOf(api: ObjectRecord | null): JsonObject[] {
  const tags = api?.fields.tags;
  return Array.isArray(tags) ? (tags as JsonObject[]) : [];
}
