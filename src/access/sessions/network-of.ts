import ipaddr from 'ipaddr.js';

/**
 * What tries to sign in are counted under: an IPv4 address, or the network of an IPv6 address. Whoever has one of the latter has
 * 2^64 of them (RFC 6177), and could try each password from another.
 */
export function networkOf(address: string): string {
  // Of a connection that has just ended there is none.
  if (!ipaddr.isValid(address)) return 'unknown';
  // A mapped IPv4 address is that address.
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return `${new ipaddr.IPv6([...parsed.parts.slice(0, 4), 0, 0, 0, 0])}/64`;
}
