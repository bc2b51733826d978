const firstMs = 1000;
const mostMs = 30_000;

/** How long to wait before a stream is opened again, after so many that were refused in a row before this one. */
export function waitAfter(failures: number): number {
  return Math.min(firstMs * 2 ** failures, mostMs);
}
