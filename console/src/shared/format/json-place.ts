import { jsonTokens } from './json-tokens.ts';

/**
 * Where a text stops being JSON, in words: "Line 3, column 14: …"; undefined for JSON. Engines tell the place in
 * different ways or not at all, so it is looked for here.
 */
export function jsonProblem(text: string): string | undefined {
  const at = jsonBrokenAt(text);
  if (at === undefined) return undefined;
  const before = text.slice(0, at).split('\n');
  const found = at >= text.length ? 'the text ends too early' : `${text[at]} is not expected here`;
  return `Line ${before.length}, column ${before.at(-1)!.length + 1}: ${found}.`;
}

/** The index of the first character that cannot stand where it does; undefined for JSON. */
export function jsonBrokenAt(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return brokenAt(text);
  }
}

/**
 * The same JSON, a line for each value; what is none stays as it is. Only spaces change: numbers keep all their digits,
 * and fields their order.
 */
export function pretty(text: string): string {
  if (jsonProblem(text) !== undefined) return text;
  let depth = 0;
  let begun = false;
  let laid = '';
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const [token] of text.matchAll(jsonTokens)) {
    const closes = token === '}' || token === ']';
    if (closes) depth -= 1;
    // What is empty stays on one line.
    if (begun !== closes) laid += line();
    begun = token === '{' || token === '[';
    if (begun) depth += 1;
    laid += token;
    if (token === ',') laid += line();
    if (token === ':') laid += ' ';
  }
  return laid;
}

const spaces = /[ \t\n\r]*/y;
const scalar =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none of them in its texts.
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Of a text that is no JSON. */
function brokenAt(text: string): number {
  let at = 0;
  const open: ('{' | '[')[] = [];
  const skip = () => {
    spaces.lastIndex = at;
    spaces.exec(text);
    at = spaces.lastIndex;
  };
  const take = (wanted: RegExp | string): boolean => {
    skip();
    if (typeof wanted === 'string') {
      if (text[at] !== wanted) return false;
      at += 1;
      return true;
    }
    wanted.lastIndex = at;
    if (wanted.exec(text) === null) return false;
    at = wanted.lastIndex;
    return true;
  };
  const key = () => text[skipped()] === '"' && take(scalar) && take(':');
  const skipped = () => {
    skip();
    return at;
  };
  for (;;) {
    // A value begins here.
    if (take('{')) {
      if (!take('}')) {
        if (!key()) return skipped();
        open.push('{');
        continue;
      }
    } else if (take('[')) {
      if (!take(']')) {
        open.push('[');
        continue;
      }
    } else if (!take(scalar)) return skipped();
    // And has ended here: what it stands in goes on or ends.
    while (open.length > 0) {
      const inside = open.at(-1);
      if (take(',')) {
        if (inside === '{' && !key()) return skipped();
        break;
      }
      if (!take(inside === '{' ? '}' : ']')) return skipped();
      open.pop();
    }
    if (open.length === 0) return skipped();
  }
}
