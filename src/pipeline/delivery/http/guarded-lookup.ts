import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import type { AddressGuard } from './address-guard.ts';

/** An address that may not be sent to. Recognized by `code` after it has come through other hands. */
export class AddressRefused extends Error {
  readonly code = 'BELLWIRE_ADDRESS_REFUSED';
}

/** As `node:dns` has it, with one answer or all of them. */
type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address?: string | LookupAddress[],
  family?: number,
) => void;

/**
 * Resolves a name and lets its addresses through only if every one of them may be sent to: a name that mixes public
 * and private addresses is up to no good. The connection is then made to the addresses that were checked, so a name
 * that changes in between gains nothing.
 */
export function createGuardedLookup(guard: AddressGuard, onResolved: (hostname: string) => void) {
  return (hostname: string, options: LookupOptions, callback: LookupCallback): void => {
    dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error);
      onResolved(hostname);
      for (const { address } of addresses) {
        const refusal = guard.refusal(hostname, address);
        if (refusal !== null)
          return callback(new AddressRefused(`${hostname} may not be sent to: ${refusal}`));
      }
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      return callback(null, first?.address, first?.family);
    });
  };
}
