import type { Answer } from './attempt.ts';

/** How many milliseconds a Retry-After header asks to wait: seconds or an HTTP date (RFC 9110, 10.2.3). */
export function retryAfterMs(headers: Answer['headers'], nowMs: number): number | null {
  const value = headers['retry-after'];
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  if (text === undefined || text === '') return null;
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  // Only the three date forms of HTTP begin with a weekday; Date.parse alone would take "1.5" for a year.
  if (!/^(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?,? /.test(text)) return null;
  // The third one (asctime) ends with the year and is in GMT all the same; Date.parse would take it as this machine's.
  const at = Date.parse(/\d \d{4}$/.test(text) ? `${text} GMT` : text);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
