/** `YYYY-MM-DDThh:mm:ssZ` of a time as ISO 8601 writes it: Mashery's APIs count in whole seconds. */
export function wholeSeconds(time: string): string {
  return `${time.slice(0, 19)}Z`;
}
