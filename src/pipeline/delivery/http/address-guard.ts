import { BlockList, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { invalid } from '../../../base/errors.ts';

/** Decides which addresses may be sent to. One guard serves saving a webhook, before-calls, tests and deliveries. */
export interface AddressGuard {
  /** Why this address may not be sent to, or null. `host` is the name it was found under, or the address itself. */
  refusal(host: string, address: string): string | null;
}

/** Of Azure's own services, for which its machines need no password. Public by its looks. */
const azureWireServer = '168.63.129.16';

/** All that is given out of IPv6. What lies outside is reserved, or carries IPv4 to where nobody can check it. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/**
 * A guard that lets through public unicast addresses, and what `allowed` opens: addresses (`10.0.0.5`), networks
 * (`10.0.0.0/8`) and host names (`hooks.internal`, exactly that name).
 */
export function createAddressGuard(allowed: readonly string[]): AddressGuard {
  const { networks, hosts } = parseAllowed(allowed);
  return {
    refusal(host, address) {
      if (hosts.has(host.toLowerCase())) return null;
      const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
      const family = isIP(plain);
      if (family === 0) return `${address} is not an address`;
      const bare = ipaddr.process(family === 6 ? withoutDots(plain) : plain);
      const text = bare.toString();
      const kind = bare.kind();
      if (networks[kind].check(text, kind)) return null;
      const range = bare.range();
      if (range !== 'unicast') return `${text} is not a public address (${range})`;
      if (text === azureWireServer || (kind === 'ipv6' && !globalUnicast.check(text, kind)))
        return `${text} is not a public address (reserved)`;
      return null;
    },
  };
}

/** `ipaddr.js` takes `::8.8.8.8` for the mapped address that it is not; in hexadecimal it cannot. */
function withoutDots(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function parseAllowed(allowed: readonly string[]) {
  // One for each family: in one list, ::/0 would open all of IPv4 as well, as mapped addresses.
  const networks = { ipv4: new BlockList(), ipv6: new BlockList() };
  const hosts = new Set<string>();
  for (const entry of allowed) {
    const [address = '', prefix, ...more] = entry.split('/');
    const family = isIP(address);
    if (family === 0) {
      if (prefix !== undefined || !/^[a-z0-9_]([a-z0-9._-]*[a-z0-9])?$/i.test(entry))
        throw notAllowable(entry);
      hosts.add(entry.toLowerCase());
      continue;
    }
    const type = family === 4 ? 'ipv4' : 'ipv6';
    const bits = prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix);
    // "10.0.0.0/" must not be read as all there is: Number('') is 0.
    if (more.length > 0 || !/^\d{1,3}$/.test(prefix ?? '0') || bits > (family === 4 ? 32 : 128)) {
      throw notAllowable(entry);
    }
    networks[type].addSubnet(address, bits, type);
  }
  return { networks, hosts };
}

function notAllowable(entry: string): Error {
  return invalid(`"${entry}" is not an address, a network such as 10.0.0.0/8, or a host name.`);
}
