/** Percentages are counted in ten-thousandths, as the server counts them, so that nothing is rounded. */
const one = 10_000n;
export const maxPercent = 100_000n * one;

/** What somebody typed: "80", "112.5" or "112,5"; null where it is no such number. */
export function percentFrom(text: string): bigint | null {
  const [, whole = '', fraction = ''] = /^(\d{1,9})(?:[.,](\d{1,4}))?$/.exec(text.trim()) ?? [];
  return whole === '' ? null : BigInt(whole) * one + BigInt(fraction.padEnd(4, '0'));
}

/** The shortest way to write it: "112.5". */
export function percentText(percent: bigint): string {
  const fraction = (percent % one).toString().padStart(4, '0').replace(/0+$/, '');
  return fraction === '' ? `${percent / one}` : `${percent / one}.${fraction}`;
}
