/** What a traceparent says. */
export interface TraceParent {
  traceId: string;
  spanId: string;
  /** Bit 0: the trace is recorded. */
  traceFlags: number;
  isRemote: boolean;
}

const pattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * A traceparent header by W3C Trace Context, level 1; null for what is none. Of versions to come, what is known is taken, as
 * section 4.3 asks.
 */
export function parseTraceparent(text: string): TraceParent | null {
  const [, version, traceId, spanId, flags, more] = pattern.exec(text.trim()) ?? [];
  if (version === undefined || traceId === undefined || spanId === undefined || flags === undefined)
    return null;
  if (version === 'ff' || (version === '00' && more !== undefined)) return null;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}

/** The header of a span. */
export function traceparentOf({ traceId, spanId, traceFlags }: Omit<TraceParent, 'isRemote'>): string {
  return `00-${traceId}-${spanId}-${(traceFlags & 1) === 1 ? '01' : '00'}`;
}
