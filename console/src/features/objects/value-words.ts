/** A value of a field, for people: "–" for what is not given. */
export function valueInWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) {
    if (value.length === 0) return '–';
    return value.every((one) => typeof one !== 'object') ? value.join(', ') : JSON.stringify(value);
  }
  if (typeof value === 'object') return Object.keys(value).length === 0 ? '–' : JSON.stringify(value);
  return String(value);
}
