import { lookup as dnsLookup } from 'node:dns';
import { isIP } from 'node:net';
import type { Problem } from '../../../base/errors.ts';
import type { AddressGuard } from './address-guard.ts';
import type { Lookup } from './lookup.ts';
import { portRefusal } from './ports.ts';
import { proxiedNameRefusal } from './proxied-name.ts';

/**
 * What speaks against saving a webhook with this URL; the same guard that sending uses. A name that cannot be
 * resolved just now may be saved: the receiver may not be up yet, and every attempt checks again. Behind an egress
 * proxy (`proxied`) names are not resolved at all: the proxy's answer is the one that counts.
 */
export function createCheckDestination(
  guard: AddressGuard,
  { lookup = dnsLookup, proxied = false }: { lookup?: Lookup; proxied?: boolean } = {},
): (url: string) => Promise<Problem[]> {
  const refusalOf = async (host: string): Promise<string | null> => {
    if (isIP(host) !== 0) return guard.refusal(host, host);
    if (proxied) return proxiedNameRefusal(guard, host);
    for (const address of await resolve(lookup, host)) {
      const refusal = guard.refusal(host, address);
      if (refusal !== null) return refusal;
    }
    return null;
  };
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
    const port = portRefusal(url.port);
    if (port !== null) return problem(`must have another port: ${port}`);
    const refusal = await refusalOf(host);
    return refusal === null
      ? []
      : problem(
          `must lead to a public address: ${refusal}; an operator can open it with BELLWIRE_ALLOW_ADDRESSES`,
        );
  };
}

function resolve(lookup: Lookup, host: string): Promise<string[]> {
  return new Promise((done) => {
    lookup(host, { all: true }, (error, addresses) => {
      done(error ? [] : addresses.map(({ address }) => address));
    });
  });
}
