import { wordsOfName } from './catalogue.ts';

/** A value of a field, for people: "–" for what is not given; the parts of an object with their names. */
export function valueInWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) {
    if (value.length === 0) return '–';
    const flat = value.every((one) => typeof one !== 'object' || one === null);
    return value.map(valueInWords).join(flat ? ', ' : '; ');
  }
  if (typeof value !== 'object') return String(value);
  const parts = Object.entries(value);
  if (parts.length === 0) return '–';
  // Whatever lies deeper than that is easier read as JSON, which the page shows too.
  return parts
    .map(([name, part]) => {
      const inner = typeof part === 'object' && part !== null ? JSON.stringify(part) : valueInWords(part);
      return `${wordsOfName(name)}: ${inner}`;
    })
    .join(', ');
}
