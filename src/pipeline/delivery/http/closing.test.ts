import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { connectProxy } from '../../../../test/harness/sending/connect-proxy.ts';
import { systemClock } from '../../../base/clock.ts';
import { createAddressGuard } from './address-guard.ts';
import { type EgressProxy, egressProxyFromText } from './egress-proxy.ts';
import { createSender } from './sender.ts';

const limits = { connectTimeoutMs: 20_000, totalTimeoutMs: 20_000 };

function startSending(url: string, proxy: EgressProxy | null) {
  const sender = createSender({ guard: createAddressGuard(['127.0.0.1']), clock: systemClock, proxy });
  return { sender, outcome: sender.send({ method: 'POST', url, headers: {}, body: null }, limits, null) };
}

it('ends a connection that is waiting for its TLS', async () => {
  const open = new Set<Socket>();
  const silent = createServer((socket) => {
    open.add(socket);
    socket
      .on('error', () => {})
      .on('close', () => open.delete(socket))
      .resume();
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());

  const { port } = silent.address() as AddressInfo;
  const { sender, outcome } = startSending(`https://127.0.0.1:${port}/`, null);
  await expect.poll(() => open.size).toBe(1);
  await sender.close();
  expect((await outcome).answer).toBeNull();
  await expect.poll(() => open.size).toBe(0);
});

it('ends a connection that is waiting for an egress proxy', async () => {
  const proxy = await connectProxy({ answer: '' });
  const { sender, outcome } = startSending(
    'https://receiver.test/',
    egressProxyFromText(`http://127.0.0.1:${proxy.port}`, 'PROXY'),
  );
  await expect.poll(() => proxy.asked.length).toBe(1);
  expect(proxy.open.size).toBe(1);
  await sender.close();
  expect((await outcome).answer).toBeNull();
  await expect.poll(() => proxy.open.size).toBe(0);
});
