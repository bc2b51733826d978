import { formatDate, formatTime } from '../../shared/format/time.ts';
import type { Search } from '../../shared/routing/search.ts';

/** A span that was chosen in place of a range: in a chart, or by a link. */
export interface Span {
  from?: string;
  to?: string;
}

/** The span in the address, in the words of the API; what is no time is left out. */
export function spanIn({ from, to }: Search): Span {
  const [since, until] = [timeIn(from), timeIn(to)];
  return { ...(since !== undefined && { from: since }), ...(until !== undefined && { to: until }) };
}

function timeIn(text: string | undefined): string | undefined {
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** It by itself: "21 Nov 10:00:00 – 22 Nov 11:00:00"; null where the address has none. */
export function spanTitle({ from, to }: Span, now: Date, zone?: string): string | null {
  const [since, until] = [written(from, now, zone), written(to, now, zone)];
  if (since !== null && until !== null) return `${since} – ${until}`;
  if (since !== null) return `since ${since}`;
  return until === null ? null : `until ${until}`;
}

/** It at the end of a sentence, with the range that holds where it has no beginning. */
export function spanWords({ from, to }: Span, range: string, now: Date, zone?: string): string {
  const [since, until] = [written(from, now, zone), written(to, now, zone)];
  if (since === null) return `in the ${range.toLowerCase()}${until === null ? '' : ` until ${until}`}`;
  return until === null ? `since ${since}` : `between ${since} and ${until}`;
}

/** With its day: beside one of another day, a time alone would be taken for one of that day. */
function written(time: string | undefined, now: Date, zone: string | undefined): string | null {
  if (time === undefined) return null;
  const at = new Date(time);
  return `${formatDate(at, now, zone)} ${formatTime(at, at, zone)}`;
}
