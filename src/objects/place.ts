import { isUuid } from '../base/ids.ts';

/** Where an object stands in an order: by the JSON of what it is ordered by, and by its id. */
export interface Place {
  key: string | null;
  id: string;
}

/** A place as text that callers hand back. */
export function encodePlace({ key, id }: Place): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url');
}

/** The place of such a text; null for one that is none. */
export function decodePlace(text: string): Place | null {
  try {
    const [key, id]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (typeof id !== 'string' || !isUuid(id)) return null;
    if (key === null) return { key, id };
    if (typeof key !== 'string' || key.includes('\\u0000')) return null;
    JSON.parse(key);
    return { key, id };
  } catch {
    return null;
  }
}
