/** A word of a text is cut off here, and so is a word that is searched for. */
const maxWordLength = 80;

/** Of one text; what comes after is not searched for. */
const maxTextLength = 16_384;

/** Of one attempt. */
const maxWords = 1000;

const between = /[^\p{L}\p{N}_@.-]+/u;
const within = /[_@.-]+/u;
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/**
 * The words of texts, in lower case, each once: `ada@example.com` is found whole and by its parts, an id such as
 * `api_0198…` whole, by its UUID and by its beginning. Never begins with `=`, as facts do.
 */
export function wordsOf(texts: readonly string[]): string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const whole of text.slice(0, maxTextLength).toLowerCase().split(between)) {
      const word = whole.replace(/^[.@_-]+|[.@_-]+$/g, '');
      if (word === '') continue;
      add(words, word);
      for (const part of partsOf(word)) add(words, part);
      if (words.size >= maxWords) return [...words];
    }
  }
  return [...words];
}

/** The words that a query asks for: as they stand, since what was found whole is found by its parts as well. */
export function wordsAskedFor(query: string): string[] {
  const words = query
    .slice(0, maxTextLength)
    .toLowerCase()
    .split(between)
    .map((word) => word.replace(/^[.@_-]+|[.@_-]+$/g, ''))
    .filter((word) => word !== '');
  return [...new Set(words.map((word) => cut(word)))];
}

function add(words: Set<string>, word: string): void {
  words.add(cut(word));
}

/** By characters, not by halves of them. */
function cut(word: string): string {
  return word.length <= maxWordLength ? word : [...word].slice(0, maxWordLength).join('');
}

function partsOf(word: string): string[] {
  const id = uuid.exec(word)?.[0];
  const parts = (id === undefined ? word : word.replace(id, '')).split(within).filter((part) => part !== '');
  if (parts.length === 1 && id === undefined) return [];
  return id === undefined || id === word ? parts : [...parts, id];
}
