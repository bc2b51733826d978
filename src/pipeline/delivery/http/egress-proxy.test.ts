import { describe, expect, it } from 'vitest';
import { type ConnectProxy, connectProxy } from '../../../../test/harness/sending/connect-proxy.ts';
import { testLookup } from '../../../../test/harness/sending/lookup.ts';
import { testReceiver } from '../../../../test/harness/sending/receiver.ts';
import { testSender } from '../../../../test/harness/sending/sender.ts';
import { testTls } from '../../../../test/harness/sending/tls/read.ts';
import { createAddressGuard } from './address-guard.ts';
import { createCheckDestination } from './check-destination.ts';
import { egressProxyFromText } from './egress-proxy.ts';

const { ca, clientOne } = testTls;

function through({ port }: Pick<ConnectProxy, 'port'>, login = '') {
  return egressProxyFromText(`http://${login}127.0.0.1:${port}`, 'PROXY');
}

describe('behind an egress proxy', () => {
  it.each([
    ['http', null],
    ['https', { ca, certificate: null, key: null }],
    ['https', { ca, ...clientOne }],
  ] as const)('%s goes through a tunnel, to a name that only the proxy resolves', async (protocol, tls) => {
    const receiver = await testReceiver({
      tls: protocol === 'https',
      asksForClient: tls?.certificate != null,
    });
    const proxy = await connectProxy();
    const lookup = testLookup(['10.0.0.1']);
    const send = testSender({ allowed: [], lookup, proxy: through(proxy) });
    const outcome = await send(`${protocol}://receiver.test:${receiver.port}/hooks?a=1`, tls);
    expect(outcome).toMatchObject({ reason: null, answer: { status: 200 } });
    expect(outcome.answer?.body.toString()).toBe('thank you');
    expect(outcome.timings).toHaveProperty('connect');
    expect(outcome.timings).not.toHaveProperty('dns');
    expect('tls' in outcome.timings).toBe(protocol === 'https');
    expect(receiver.requests).toMatchObject([
      {
        url: '/hooks?a=1',
        host: `receiver.test:${receiver.port}`,
        servername: protocol === 'https' ? 'receiver.test' : null,
      },
    ]);
    expect(proxy.asked).toEqual([{ target: `receiver.test:${receiver.port}`, authorization: null }]);
    expect(proxy.others).toEqual([]);
    expect(lookup.asked).toEqual([]);
  });

  it('the receiver is still verified', async () => {
    const receiver = await testReceiver({ tls: true });
    const proxy = await connectProxy();
    const send = testSender({ allowed: [], proxy: through(proxy) });
    const own = { ca, certificate: null, key: null };
    expect((await send(`https://receiver.test:${receiver.port}/`)).reason).toBe('tls-failed');
    expect((await send(`https://other.test:${receiver.port}/`, own)).reason).toBe('tls-failed');
    expect(receiver.requests).toEqual([]);
  });

  it('names the standard port where the URL has none', async () => {
    const proxy = await connectProxy({ answer: null });
    const send = testSender({ allowed: ['::1'], proxy: through(proxy) });
    for (const url of ['http://a.example/', 'https://b.example/', 'https://[::1]/']) await send(url);
    expect(proxy.asked.map(({ target }) => target)).toEqual(['a.example:80', 'b.example:443', '[::1]:443']);
  });

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::ffff:127.0.0.1]/',
    'https://[::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.8:8080/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://metadata.google.internal/',
    'http://printer.local/',
    'http://router.home.arpa/',
    'http://database/',
    'http://mail.example:25/',
  ])('%s is refused at the save and at the attempt, and the proxy is not asked', async (url) => {
    const proxy = await connectProxy();
    const lookup = testLookup(['93.184.215.14']);
    const check = createCheckDestination(createAddressGuard([]), { lookup, proxied: true });
    expect(await check(url)).toMatchObject([{ field: 'url' }]);
    const outcome = await testSender({ allowed: [], lookup, proxy: through(proxy) })(url);
    expect(outcome).toMatchObject({ reason: 'address-refused', answer: null });
    expect(proxy.asked).toEqual([]);
    expect(lookup.asked).toEqual([]);
  });

  it('what the operator allows goes through it: an address by its network, a name by itself', async () => {
    const receiver = await testReceiver();
    const proxy = await connectProxy();
    const allowed = ['10.0.0.0/8', 'hooks.internal'];
    const send = testSender({ allowed, proxy: through(proxy) });
    expect((await send(`http://10.0.0.8:${receiver.port}/`)).reason).toBeNull();
    expect((await send(`http://hooks.internal:${receiver.port}/`)).reason).toBeNull();
    expect((await send(`http://other.internal:${receiver.port}/`)).reason).toBe('address-refused');
    const check = createCheckDestination(createAddressGuard(allowed), { proxied: true });
    expect(await check('http://hooks.internal/')).toEqual([]);
  });

  it.each([
    ['refuses', 'HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n', '403 Forbidden'],
    ['asks for a password', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', '407'],
    ['cannot connect', 'HTTP/1.1 502 Bad Gateway\r\n\r\n', '502 Bad Gateway'],
    ['talks nonsense', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 'HPE_INVALID'],
    ['hangs up', null, 'ECONNRESET'],
  ])('a proxy that %s is its own reason', async (_, answer, detail) => {
    const receiver = await testReceiver();
    const proxy = await connectProxy({ answer });
    const send = testSender({ proxy: through(proxy, 'bell:opensesame@') });
    for (const protocol of ['http', 'https']) {
      const outcome = await send(`${protocol}://receiver.test:${receiver.port}/`);
      expect(outcome).toMatchObject({ reason: 'proxy-failed', answer: null });
      expect(outcome.detail).toContain(detail);
      // Those who read the log are not those who run the proxy.
      expect(outcome.detail).not.toMatch(new RegExp(`opensesame|bell|127\\.0\\.0\\.1|${proxy.port}`));
    }
    expect(receiver.connections).toEqual([]);
  });

  it('a proxy that is not there is its own reason', async () => {
    const outcome = await testSender({ proxy: through({ port: 1 }) })('https://receiver.test/');
    expect(outcome).toMatchObject({
      reason: 'proxy-failed',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
    expect(outcome.detail).not.toContain('127.0.0.1');
  });

  it('a proxy that never answers is covered by the deadline of the attempt', async () => {
    const proxy = await connectProxy({ answer: '' });
    const send = testSender({ proxy: through(proxy), totalTimeoutMs: 200 });
    const startMs = performance.now();
    expect(await send('https://receiver.test/')).toMatchObject({ reason: 'connect-timeout', answer: null });
    expect(performance.now() - startMs).toBeLessThan(2000);
    expect(proxy.asked).toHaveLength(1);
  });

  it('credentials go to the proxy and not to the receiver', async () => {
    const receiver = await testReceiver();
    const proxy = await connectProxy();
    const send = testSender({ proxy: through(proxy, 'bell:open%40sesame@') });
    expect((await send(`http://receiver.test:${receiver.port}/`)).reason).toBeNull();
    const basic = Buffer.from('bell:open@sesame').toString('base64');
    expect(proxy.asked).toMatchObject([{ authorization: `Basic ${basic}` }]);
  });
});

describe('the setting of the egress proxy', () => {
  it.each([
    'proxy.example:3128',
    'https://proxy.example',
    'socks5://proxy.example',
    'http://',
    'http://proxy.example/path',
    'http://proxy.example/?a',
    'http://u:%zz-secret@proxy.example',
  ])('cannot be %s, and the message does not show it', (text) => {
    const attempt = () => egressProxyFromText(text, 'BELLWIRE_EGRESS_PROXY');
    expect(attempt).toThrow(/^BELLWIRE_EGRESS_PROXY must be/);
    expect(attempt).not.toThrow(/secret|proxy\.example/);
  });

  it('has port 80 unless it says another, and may be an IPv6 address', () => {
    expect(egressProxyFromText('http://proxy.example', 'PROXY')).toEqual({
      host: 'proxy.example',
      port: 80,
      authorization: null,
    });
    expect(egressProxyFromText('http://[::1]:3128/', 'PROXY')).toMatchObject({ host: '::1', port: 3128 });
  });
});
