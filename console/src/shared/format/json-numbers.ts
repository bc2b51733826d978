import { jsonTokens } from './json-tokens.ts';

/** So many digits come back as they were, whatever they are. */
const safeDigits = 15;

/**
 * Whether a script reads all numbers of this JSON as they are written: those with many digits are rounded, as in most
 * languages, and what is shown of them then was never sent.
 */
export function numbersSurvive(json: string): boolean {
  for (const [token] of json.matchAll(jsonTokens)) {
    if (/^-?\d/.test(token) && !survives(token)) return false;
  }
  return true;
}

function survives(token: string): boolean {
  const number = Number(token);
  const digits = token
    .replace(/[eE].*$/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '');
  if (digits === '') return true;
  // Too large, or too small, for any number of a script.
  if (!Number.isFinite(number) || number === 0) return false;
  return digits.length <= safeDigits || String(number) === token;
}
