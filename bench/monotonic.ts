/**
 * Milliseconds of the machine's monotonic clock. Unlike `performance.now()`, which counts from the start of the
 * process, two processes can compare theirs.
 */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}
