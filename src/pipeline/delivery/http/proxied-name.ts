import type { AddressGuard } from './address-guard.ts';

/** Names that are kept for private use or that resolve to the machine itself, whoever resolves them. */
const privateEnding = /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home\.arpa)$/;

/**
 * Why an egress proxy is not asked for this name, or null. The proxy resolves it and has to guard where that leads;
 * here only the names are refused that lead into a private network by what they are. An operator opens one of them
 * by its name.
 */
export function proxiedNameRefusal(guard: AddressGuard, host: string): string | null {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name.includes('.') && !privateEnding.test(name)) return null;
  // Nobody knows where such a name leads; the address that stands for none is opened by its name alone, or by all.
  return guard.refusal(name, '0.0.0.0') === null ? null : `${name} is not a public name`;
}
