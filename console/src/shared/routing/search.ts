/** What stands behind the question mark: plain names and plain texts, so that it can be read and typed. */
export type Search = Record<string, string | undefined>;

/** Reads it. Of a name that stands twice, the last one counts. */
export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Writes it: empty values are left out; commas and colons stay as they are, since they harm nobody. */
export function writeSearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(
    ([, value]) => value !== undefined && value !== '' && value !== null,
  );
  const text = given.map(([name, value]) => `${encodeURIComponent(name)}=${encode(String(value))}`).join('&');
  return text === '' ? '' : `?${text}`;
}

function encode(value: string): string {
  return encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/');
}

/** The words of a list in a filter that are known; unknown ones are dropped. */
export function wordsIn<Word extends string>(value: string | undefined, known: readonly Word[]): Word[] {
  if (value === undefined) return [];
  const asked = value.split(',');
  return known.filter((word) => asked.includes(word));
}
