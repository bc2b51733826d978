import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { testLookup } from '../../../../test/harness/sending/lookup.ts';
import { testReceiver } from '../../../../test/harness/sending/receiver.ts';
import { testSender } from '../../../../test/harness/sending/sender.ts';
import { createAddressGuard } from './address-guard.ts';
import { createCheckDestination } from './check-destination.ts';

const publicAddress = '93.184.215.14';

describe('a name whose addresses change', () => {
  it('is not sent to when it was public at the save and is forbidden at the attempt', async () => {
    const receiver = await testReceiver();
    const url = `http://changing.example:${receiver.port}/`;
    const lookup = testLookup([publicAddress], ['127.0.0.1']);
    expect(await createCheckDestination(createAddressGuard([]), { lookup })(url)).toEqual([]);

    const outcome = await testSender({ allowed: [], lookup })(url);
    expect(outcome).toMatchObject({
      reason: 'address-refused',
      answer: null,
      detail: expect.stringContaining('127.0.0.1'),
    });
    expect(lookup.asked).toEqual(['changing.example', 'changing.example']);
    expect(receiver.connections).toEqual([]);
    // The receiver could have been reached: only the guard stood in between.
    expect((await testSender({ lookup })(url)).reason).toBeNull();
  });

  it('is resolved once for a connection, and that answer is where the connection goes', async () => {
    const receiver = await testReceiver();
    // Whoever asked a second time, between the check and the connection, would go elsewhere.
    const lookup = testLookup(['127.0.0.1'], ['10.1.2.3']);
    const send = testSender({ lookup });
    const url = `http://changing.example:${receiver.port}/`;
    expect((await send(url)).reason).toBeNull();
    expect(lookup.asked).toHaveLength(1);
    expect(receiver.connections).toHaveLength(1);

    // The connection that is kept was checked; a new one is checked anew.
    await sleep(50);
    expect((await send(url)).reason).toBeNull();
    expect(lookup.asked).toHaveLength(1);
    for (const socket of receiver.connections) socket.destroy();
    await expect.poll(async () => (await send(url)).reason).toBe('address-refused');
    expect(lookup.asked.length).toBeGreaterThan(1);
    expect(receiver.connections).toHaveLength(1);
  });

  it('is refused at the save when it is forbidden then, whatever it was before', async () => {
    const lookup = testLookup([publicAddress], ['169.254.169.254'], [publicAddress, '10.0.0.1']);
    const check = createCheckDestination(createAddressGuard([]), { lookup });
    const fields = async () => (await check('https://changing.example/')).map(({ field }) => field);
    expect([await fields(), await fields(), await fields()]).toEqual([[], ['url'], ['url']]);
  });
});

describe('ports of other protocols', () => {
  it.each([22, 25, 143, 587, 2049, 6667])('are refused at the save and at the attempt: %d', async (port) => {
    const guard = createAddressGuard(['127.0.0.1']);
    for (const host of ['127.0.0.1', 'mail.example']) {
      const url = `http://${host}:${port}/`;
      const lookup = testLookup(['127.0.0.1']);
      expect(await createCheckDestination(guard, { lookup })(url)).toMatchObject([{ field: 'url' }]);
      expect(await testSender({ lookup })(url)).toMatchObject({
        reason: 'address-refused',
        detail: expect.stringContaining(`port ${port}`),
      });
    }
  });

  it.each(['', ':80', ':443', ':8080', ':8443', ':3000'])('do not include %s', async (port) => {
    const check = createCheckDestination(createAddressGuard([]), { lookup: testLookup([publicAddress]) });
    expect(await check(`https://hooks.example${port}/`)).toEqual([]);
  });
});
