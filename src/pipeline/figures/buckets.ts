import { invalid } from '../../base/errors.ts';

/** A span of time, cut into buckets of equal length. */
export interface Buckets {
  /** A whole minute, or a whole hour where the buckets are hours. */
  from: Date;
  to: Date;
  bucketSeconds: number;
  grain: 'minute' | 'hour';
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const longestMs = 400 * dayMs;
const maxBuckets = 1500;
/** Minutes are forgotten after two days; one of them is for what is asked from an hour in the past on. */
const minutesKeptMs = 47 * hourMs;

/**
 * How long the buckets of a span are when nobody says: those of the ranges of the console. A beginning that was rounded
 * down to a minute, as it is here too, makes no span the next longer one.
 */
const usual = [
  { upToMs: hourMs, seconds: 60 },
  { upToMs: 6 * hourMs, seconds: 300 },
  { upToMs: dayMs, seconds: 900 },
  { upToMs: 7 * dayMs, seconds: 7200 },
];
const longestSeconds = 8 * 3600;

/** The buckets that are asked for. Without a beginning: the last day. Throws `invalid` for too many, or none. */
export function bucketsOf(asked: { from?: Date; to?: Date; bucketSeconds?: number }, nowMs: number): Buckets {
  const toMs = asked.to?.getTime() ?? nowMs;
  const askedMs = asked.from?.getTime() ?? toMs - dayMs;
  const spanMs = toMs - askedMs;
  if (spanMs <= 0 || spanMs > longestMs) throw wrong('from', 'must be before `to`, by at most 400 days');
  const seconds =
    asked.bucketSeconds ?? usual.find(({ upToMs }) => spanMs < upToMs + minuteMs)?.seconds ?? longestSeconds;
  const grain = seconds % 3600 === 0 || askedMs < nowMs - minutesKeptMs ? 'hour' : 'minute';
  const unitMs = grain === 'hour' ? hourMs : minuteMs;
  if ((seconds * 1000) % unitMs !== 0) {
    throw wrong('bucketSeconds', `must be a multiple of ${unitMs / 1000} for this span`);
  }
  const fromMs = Math.floor(askedMs / unitMs) * unitMs;
  if ((toMs - fromMs) / (seconds * 1000) > maxBuckets) {
    throw wrong('bucketSeconds', `makes more than ${maxBuckets} buckets of this span`);
  }
  return { from: new Date(fromMs), to: new Date(toMs), bucketSeconds: seconds, grain };
}

function wrong(field: string, message: string) {
  return invalid('The querystring is not valid.', [{ field, message }]);
}
