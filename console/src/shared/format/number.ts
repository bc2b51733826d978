/**
 * The number that somebody typed, with a point or a comma before the decimals; null where it is none. A comma with three digits
 * behind it is refused, as nobody can tell whether `1,000` is a thousand (as the console writes it) or one.
 */
export function numberIn(text: string): number | null {
  const typed = text.trim();
  if (typed === '' || /^[-+]?[1-9]\d*,\d{3}$/.test(typed)) return null;
  const number = Number(typed.replace(',', '.'));
  return Number.isFinite(number) ? number : null;
}

/** What to say where it is none. */
export const writeNumber = 'Write a number such as 1000 or 2.5, without a mark between the thousands';
