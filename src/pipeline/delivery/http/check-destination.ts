import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Problem } from '../../../base/errors.ts';
import type { AddressGuard } from './address-guard.ts';

/**
 * What speaks against saving a webhook with this URL; the same guard that sending uses. A name that cannot be
 * resolved just now may be saved: the receiver may not be up yet, and every attempt checks again.
 */
export function createCheckDestination(guard: AddressGuard): (url: string) => Promise<Problem[]> {
  return async (text) => {
    const problem = (message: string): Problem[] => [{ field: 'url', message }];
    if (!URL.canParse(text)) return problem('must be an absolute URL such as https://example.com/hooks');
    const url = new URL(text);
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      return problem('must begin with https:// or http://');
    if (url.username !== '' || url.password !== '') {
      return problem('must not carry a user name or password; set credentials instead');
    }
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (host === '') return problem('must name a host');
    const addresses = isIP(host) !== 0 ? [host] : await resolve(host);
    for (const address of addresses) {
      const refusal = guard.refusal(host, address);
      if (refusal !== null) {
        return problem(
          `must lead to a public address: ${refusal}; an operator can open it with BELLWIRE_ALLOW_ADDRESSES`,
        );
      }
    }
    return [];
  };
}

async function resolve(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}
