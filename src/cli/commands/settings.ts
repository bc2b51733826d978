import { settings } from '../../config.ts';

/** Lists every setting. */
export function printSettings(): void {
  for (const { variable, fallback, meaning } of Object.values(settings)) {
    console.log(`${variable}${fallback === '' ? '' : ` (${fallback})`}\n    ${meaning}`);
  }
}
