import { BlockList, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { invalid } from '../../../base/errors.ts';

/** Decides which addresses may be sent to. One guard serves saving a webhook, before-calls, tests and deliveries. */
export interface AddressGuard {
  /** Why this address may not be sent to, or null. `host` is the name it was found under, or the address itself. */
  refusal(host: string, address: string): string | null;
}

/** What `ipaddr.js` calls ordinary, and is not: the address of Azure's own services, and IPv4 in ::/96. */
const moreRefused = new BlockList();
moreRefused.addAddress('168.63.129.16', 'ipv4');
moreRefused.addSubnet('::', 96, 'ipv6');
moreRefused.addSubnet('64:ff9b:1::', 48, 'ipv6');
moreRefused.addSubnet('5f00::', 16, 'ipv6');
moreRefused.addSubnet('3fff::', 20, 'ipv6');

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
      const bare = ipaddr.process(plain);
      const text = bare.toString();
      const kind = bare.kind();
      if (networks.check(text, kind)) return null;
      const range = bare.range();
      if (range !== 'unicast') return `${text} is not a public address (${range})`;
      if (moreRefused.check(text, kind)) return `${text} is not a public address (reserved)`;
      return null;
    },
  };
}

function parseAllowed(allowed: readonly string[]): { networks: BlockList; hosts: Set<string> } {
  const networks = new BlockList();
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
    if (more.length > 0 || !Number.isInteger(bits) || bits < 0 || bits > (family === 4 ? 32 : 128)) {
      throw notAllowable(entry);
    }
    networks.addSubnet(address, bits, type);
  }
  return { networks, hosts };
}

function notAllowable(entry: string): Error {
  return invalid(`"${entry}" is not an address, a network such as 10.0.0.0/8, or a host name.`);
}
