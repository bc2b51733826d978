import { describe, expect, it } from 'vitest';
import { createAddressGuard } from './address-guard.ts';
import { createCheckDestination } from './check-destination.ts';

const check = createCheckDestination(createAddressGuard([]));
const messagesOf = async (url: string) =>
  (await check(url)).map(({ field, message }) => `${field} ${message}`);

describe('the URL of a webhook', () => {
  it.each(['https://1.1.1.1/hooks?a=b', 'http://[2606:4700:4700::1111]:8443/', 'https://nothing.invalid/'])(
    'may be %s',
    async (url) => expect(await messagesOf(url)).toEqual([]),
  );

  it.each([
    ['', 'must be an absolute URL'],
    ['hooks', 'must be an absolute URL'],
    ['//hooks.example.com', 'must be an absolute URL'],
    ['https://', 'must be an absolute URL'],
    ['ftp://example.com/', 'must begin with https:// or http://'],
    ['file:///etc/passwd', 'must begin with https:// or http://'],
    ['javascript:alert(1)', 'must begin with https:// or http://'],
    ['https://joe:secret@example.com/', 'must not carry a user name or password'],
    ['https://joe@example.com/', 'must not carry a user name or password'],
    ['http://127.0.0.1/', 'must lead to a public address: 127.0.0.1 is not a public address (loopback)'],
    ['http://127.1:8420/', 'loopback'],
    ['http://0x7f000001/', 'loopback'],
    ['http://[::ffff:169.254.169.254]/latest/meta-data', 'linkLocal'],
    ['http://[64:ff9b::7f00:1]/', 'is not a public address'],
    ['http://localhost/', 'loopback'],
  ])('may not be %j', async (url, message) => {
    expect(await messagesOf(url)).toEqual([expect.stringContaining(message)]);
  });

  it('never repeats a password that it refuses', async () => {
    expect((await messagesOf('https://joe:secret@example.com/')).join()).not.toContain('secret');
  });

  it('says how an operator can open it, and is open then', async () => {
    expect((await messagesOf('http://10.0.0.1/'))[0]).toContain('BELLWIRE_ALLOW_ADDRESSES');
    const open = createCheckDestination(createAddressGuard(['10.0.0.0/8', 'localhost']));
    expect(await open('http://10.0.0.1/')).toEqual([]);
    expect(await open('http://localhost:3000/')).toEqual([]);
    expect(await open('http://192.168.0.1/')).not.toEqual([]);
  });
});
