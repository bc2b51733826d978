import { assert, integer, ipV4, ipV6, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressGuard } from './address-guard.ts';

/**
 * From the registries of special-purpose addresses at IANA (IPv4 and IPv6), the IPv6 address space registry, and the
 * addresses that clouds answer their own machines on. The first and the last address of each block.
 */
const refusedBlocks: Record<string, string> = {
  'this network': '0.0.0.0 0.0.0.1 0.255.255.255',
  private: '10.0.0.0 10.255.255.255 172.16.0.0 172.31.255.255 192.168.0.0 192.168.255.255',
  'shared by carriers': '100.64.0.0 100.127.255.255 100.100.100.200',
  loopback: '127.0.0.0 127.0.0.1 127.0.0.53 127.255.255.255',
  'link-local': '169.254.0.0 169.254.1.1 169.254.255.255',
  'metadata of clouds': '169.254.169.254 169.254.170.2 168.63.129.16 192.0.0.192 fd00:ec2::254 fd20:ce::254',
  'IETF protocols': '192.0.0.0 192.0.0.8 192.0.0.9 192.0.0.10 192.0.0.170 192.0.0.171 192.0.0.255',
  documentation: '192.0.2.0 192.0.2.255 198.51.100.0 198.51.100.255 203.0.113.0 203.0.113.255',
  'old relays to IPv6': '192.88.99.0 192.88.99.1 192.88.99.2 192.88.99.255',
  'sinks of AS112': '192.31.196.0 192.31.196.255 192.175.48.0 192.175.48.255',
  'multicast tunnels': '192.52.193.0 192.52.193.255',
  benchmarks: '198.18.0.0 198.19.255.255',
  multicast: '224.0.0.0 224.0.0.1 239.255.255.250 239.255.255.255',
  reserved: '240.0.0.0 250.1.2.3 255.255.255.254',
  broadcast: '255.255.255.255',
  'no address, and loopback': ':: ::1',
  'IPv4 in ::/96': '::2 ::7f00:1 ::127.0.0.1 ::8.8.8.8 ::ffff:ffff',
  'IPv4 mapped': '::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:a9fe:a9fe',
  'IPv4 mapped, spelt out': '0:0:0:0:0:ffff:7f00:1 ::FFFF:192.168.1.1 ::ffff:0.0.0.0 ::ffff:100.64.0.1',
  'IPv4 translated': '::ffff:0:127.0.0.1 ::ffff:0:808:808',
  NAT64: '64:ff9b:: 64:ff9b::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::8.8.8.8',
  'NAT64 of one network': '64:ff9b:1:: 64:ff9b:1::7f00:1 64:ff9b:1:ffff:ffff:ffff:ffff:ffff',
  discard: '100:: 100::1 100::ffff:ffff:ffff:ffff 100:0:0:1::1',
  Teredo: '2001:: 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:0:7f00:1::',
  'IETF protocols in IPv6': '2001:1::1 2001:1::2 2001:1::3 2001:5::1 2001:1ff:ffff::1',
  'benchmarks in IPv6': '2001:2:: 2001:2:0:ffff::1',
  'multicast tunnels in IPv6': '2001:3:: 2001:3:ffff::1',
  'sinks of AS112 in IPv6': '2001:4:112:: 2001:4:112:ffff::1 2620:4f:8000:: 2620:4f:8000:ffff::1',
  ORCHID: '2001:10:: 2001:1f:ffff::1 2001:20:: 2001:2f:ffff::1',
  drones: '2001:30:: 2001:3f:ffff::1',
  'documentation in IPv6': '2001:db8:: 2001:db8:ffff:ffff::1 3fff:: 3fff:fff:ffff::1',
  '6to4': '2002:: 2002:7f00:1:: 2002:a9fe:a9fe::1 2002:a00:1:: 2002:808:808::1 2002:ffff:ffff::',
  'segment routing': '5f00:: 5f00:ffff::1',
  'unique local': 'fc00:: fc00::1 fd00::1 fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  'link-local in IPv6': 'fe80:: fe80::1 febf:ffff::1 fe80::1%eth0 fe80::a9fe:a9fe',
  'site-local': 'fec0:: fec0::1 feff:ffff::1',
  'multicast in IPv6': 'ff00:: ff01::1 ff02::1 ff05::2 ff0e::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  'not given to anybody':
    '200::1 400::1 1000::1 1fff::1 4000::1 8000::1 a000::1 c000::1 e000::1 f800::1 fe00::1',
};

const allowed = `
  1.0.0.0 1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 23.45.67.89 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1
  168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.1
  192.0.3.0 192.88.98.255 192.88.100.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 198.51.99.255
  198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255 2000:: 2001:200::1 2001:4860:4860::8888 2001:db7::1
  2001:db9::1 2003::1 2606:4700:4700::1111 2620:4f:8001::1 2a00:1450:4001::200e 3ffe::1 ::ffff:8.8.8.8 ::ffff:808:808
`
  .trim()
  .split(/\s+/);

const guard = createAddressGuard([]);
const refusalOf = (address: string) => guard.refusal(address, address);

describe('an address', () => {
  it.each(Object.entries(refusedBlocks))('is refused: %s', (_name, addresses) => {
    const through = addresses.split(' ').filter((address) => refusalOf(address) === null);
    expect(through).toEqual([]);
  });

  it('is let through when it is public', () => {
    expect(allowed.flatMap((address) => refusalOf(address) ?? [])).toEqual([]);
  });

  it('is looked at in more than 150 places here', () => {
    const count = Object.values(refusedBlocks).join(' ').split(' ').length + allowed.length;
    expect(count).toBeGreaterThan(150);
  });

  it('is the same in brackets, in any case and with a zone', () => {
    expect(refusalOf('[::1]')).not.toBeNull();
    expect(refusalOf('FE80::1%25eth0')).not.toBeNull();
    expect(refusalOf('[2606:4700:4700::1111]')).toBeNull();
  });

  it('is refused when it is none', () => {
    for (const text of ['', 'localhost', '127.1', '0x7f.1', '1.2.3', '1.2.3.4.5', '::g', '127.0.0.1:80']) {
      expect(refusalOf(text), text).toMatch(/is not an address/);
    }
  });

  it('is judged alike as itself and as the same one mapped into IPv6', () => {
    const hex = (byte: number) => byte.toString(16).padStart(2, '0');
    assert(
      property(ipV4(), (address) => {
        const [a, b, c, d] = address.split('.').map(Number) as [number, number, number, number];
        const mapped = `::ffff:${hex(a)}${hex(b)}:${hex(c)}${hex(d)}`;
        expect(refusalOf(mapped) === null).toBe(refusalOf(address) === null);
        // Every other way of carrying an IPv4 address is refused, wherever it leads.
        for (const carrier of [`64:ff9b::${hex(a)}${hex(b)}:${hex(c)}${hex(d)}`, `::${address}`]) {
          expect(refusalOf(carrier), carrier).not.toBeNull();
        }
        expect(refusalOf(`2002:${hex(a)}${hex(b)}:${hex(c)}${hex(d)}::1`)).not.toBeNull();
      }),
    );
  });

  it('is never public in IPv6 outside 2000::/3', () => {
    assert(
      property(ipV6(), (address) => {
        const first = Number.parseInt(address.split(':')[0] || '0', 16);
        if (refusalOf(address) === null && !address.includes('.')) {
          expect(first >> 13, address).toBe(1);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an address in a URL', () => {
  // However it is spelt, the URL parser makes it plain: that is what the guard is given.
  it.each([
    'http://127.1/',
    'http://127.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0x0.0x0.0x1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://0/',
    'http://0.0.0.0./',
    'http://127.0.0.1./',
    'http://①②⑦.⓪.⓪.①/',
    'http://１２７.０.０.１/',
    'http://127。0。0。1/',
    'http://%31%32%37.0.0.1/',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://0251.0376.0251.0376/',
    'http://169.254.43518/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:127.0.0.1]/',
    'http://[::1]:8080/',
    'http://user:pass@10.0.0.1/',
    'http://3232235777/',
  ])('is refused as %s', (text) => {
    const host = new URL(text).hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    expect(guard.refusal(host, host)).toMatch(/is not a public address/);
  });
});

describe('what an operator opens', () => {
  const opened = (entries: string[], address: string, host = address) =>
    createAddressGuard(entries).refusal(host, address) === null;

  it('is an address, a network or a name, and nothing beside it', () => {
    expect(opened(['10.0.0.5'], '10.0.0.5')).toBe(true);
    expect(opened(['10.0.0.5'], '10.0.0.6')).toBe(false);
    expect(opened(['10.1.0.0/16'], '10.1.255.255')).toBe(true);
    expect(opened(['10.1.0.0/16'], '10.2.0.0')).toBe(false);
    expect(opened(['fd00:1::/32'], 'fd00:1::5')).toBe(true);
    expect(opened(['fd00:1::/32'], 'fd00:2::5')).toBe(false);
    expect(opened(['::1'], '::1')).toBe(true);
    expect(opened(['::1'], '127.0.0.1')).toBe(false);
    expect(opened(['hooks.internal'], '10.0.0.1', 'hooks.internal')).toBe(true);
    expect(opened(['hooks.internal'], '10.0.0.1', 'HOOKS.internal')).toBe(true);
    expect(opened(['hooks.internal'], '10.0.0.1', 'my.hooks.internal')).toBe(false);
    expect(opened(['hooks.internal'], '10.0.0.1', 'hooks.internal.evil.example')).toBe(false);
  });

  it('is open in the mapped spelling too', () => {
    expect(opened(['127.0.0.1'], '::ffff:127.0.0.1')).toBe(true);
    expect(opened(['10.0.0.0/8'], '::ffff:a00:1')).toBe(true);
    expect(opened(['10.0.0.0/8'], '::ffff:b00:1')).toBe(true);
    expect(opened(['10.0.0.0/8'], '::ffff:7f00:1')).toBe(false);
  });

  it('may be all there is', () => {
    expect(opened(['0.0.0.0/0'], '127.0.0.1')).toBe(true);
    expect(opened(['::/0'], 'fe80::1')).toBe(true);
    // One family is not the other, although IPv4 has its place in IPv6.
    expect(opened(['::/0'], '127.0.0.1')).toBe(false);
    expect(opened(['0.0.0.0/0'], '::1')).toBe(false);
  });

  it('is exactly its network', () => {
    assert(
      property(ipV4(), integer({ min: 0, max: 32 }), ipV4(), (network, bits, address) => {
        const value = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
        const size = 2 ** (32 - bits);
        const inside = Math.floor(value(network) / size) === Math.floor(value(address) / size);
        expect(opened([`${network}/${bits}`], address)).toBe(inside || refusalOf(address) === null);
      }),
    );
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/',
    '10.0.0.0/ 8',
    '10.0.0.0/0x8',
    '10.0.0.0/8/8',
    '10.0.0.0/a',
  ])('is refused as %s: a slip must not open everything', (entry) =>
    expect(() => createAddressGuard([entry])).toThrow(/is not an address, a network/),
  );

  it.each(['::1/129', 'hooks.internal/24', 'http://hooks.internal', 'a b', '*.internal', '', '300.1.1.1/8'])(
    'is refused as %j, which is no place',
    (entry) =>
      expect(() => createAddressGuard([entry])).toThrow(expect.objectContaining({ code: 'invalid' })),
  );
});
