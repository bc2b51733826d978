/**
 * The address to go on to after signing in, from a text that anybody can write into a link; null where it leads out of this
 * console. Asked of the parser that the browser goes by: it drops tabs and line ends, and takes `\` for `/`, so that no rule
 * about the text itself holds.
 */
export function insideOf(to: string | undefined, origin: string): string | null {
  if (to === undefined || !to.startsWith('/') || !URL.canParse(to, origin)) return null;
  const url = new URL(to, origin);
  // Of "/.//other.example" the path is "//other.example": an address of another host for whoever reads it alone.
  if (url.origin !== origin || url.pathname.startsWith('//')) return null;
  return url.href;
}
