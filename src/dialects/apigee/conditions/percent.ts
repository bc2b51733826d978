/** Percentages are counted in ten-thousandths, so that nothing is ever rounded: `12.5` is 125000n. */
const places = 4;
const one = 10n ** BigInt(places);

/** The most that can be asked for; a target can well be passed many times over. */
export const maxPercent = 100_000n * one;

/** A decimal such as `80` or `112.5` in ten-thousandths; null where it is none, or has more places than that. */
export function percentFrom(text: string): bigint | null {
  const [, whole = '', fraction = ''] = /^(\d{1,9})(?:\.(\d{1,4}))?$/.exec(text) ?? [];
  return whole === '' ? null : BigInt(whole) * one + BigInt(fraction.padEnd(places, '0'));
}

/** The shortest way to write it: `112.5`. */
export function percentText(percent: bigint): string {
  const fraction = (percent % one).toString().padStart(places, '0').replace(/0+$/, '');
  return fraction === '' ? `${percent / one}` : `${percent / one}.${fraction}`;
}

/** Ten per cent: the step of a range that names none. */
export const defaultStep = 10n * one;
