/**
 * Amounts of usage: exact decimals of at most four places (the vendor's limit for custom attributes), as whole
 * numbers of ten-thousandths. No amount is ever a floating-point number.
 */
export type Amount = bigint;

/** Ten thousand of these are one. */
export const amountUnit = 10_000n;

const pattern = /^(\d{1,15})(?:\.(\d{1,4}))?$/;

/**
 * Reads an amount: text, or a number of JSON by its shortest spelling. Null for anything negative, with an exponent or
 * with more than four places.
 */
export function amountFrom(input: string | number): Amount | null {
  const found = pattern.exec(typeof input === 'number' ? String(input) : input);
  if (found === null) return null;
  return BigInt(found[1]!) * amountUnit + BigInt((found[2] ?? '').padEnd(4, '0'));
}

/** Reads an amount that the database has added up, however large. */
export function amountOf(stored: string): Amount {
  const [whole = '0', places = ''] = stored.split('.');
  return BigInt(whole) * amountUnit + BigInt(places.slice(0, 4).padEnd(4, '0'));
}

/** An amount as PostgreSQL reads it, and as people write it: `12.5`. */
export function amountText(amount: Amount): string {
  const places = (amount % amountUnit).toString().padStart(4, '0').replace(/0+$/, '');
  return `${amount / amountUnit}${places === '' ? '' : `.${places}`}`;
}

/** How many hundredths of a percent of a target are used, rounded down; null where there is no target. */
export function percentUsed(used: Amount, target: bigint): number | null {
  if (target <= 0n) return null;
  return Number((used * 10_000n) / (target * amountUnit)) / 100;
}
