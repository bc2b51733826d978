import { afterEach, describe, expect, it } from 'vitest';
import { testLookup } from '../../../../test/harness/sending/lookup.ts';
import { testReceiver } from '../../../../test/harness/sending/receiver.ts';
import { testSender } from '../../../../test/harness/sending/sender.ts';
import { testTls } from '../../../../test/harness/sending/tls/read.ts';
import type { WebhookTls } from '../../../store/records/webhook.ts';
import { reasonOfFailure } from './failure.ts';

const { ca, otherCa, clientOne, clientTwo, expired } = testTls;
const none = { certificate: null, key: null };
const lookup = testLookup(['127.0.0.1']);

describe("a webhook's own authority", () => {
  it('vouches for its receiver, under the name in the URL and not the address connected to', async () => {
    const receiver = await testReceiver({ tls: true });
    const send = testSender({ lookup });
    const url = `https://receiver.test:${receiver.port}/`;
    expect(await send(url, { ca, ...none })).toMatchObject({ reason: null, answer: { status: 200 } });
    expect(receiver.requests).toMatchObject([
      { servername: 'receiver.test', host: `receiver.test:${receiver.port}` },
    ]);
  });

  it('vouches for an address where the URL has one', async () => {
    const receiver = await testReceiver({ tls: true });
    const outcome = await testSender({})(`https://127.0.0.1:${receiver.port}/`, { ca, ...none });
    expect(outcome.reason).toBeNull();
    expect(receiver.requests).toMatchObject([{ servername: null }]);
  });

  it('does not make another name good', async () => {
    const receiver = await testReceiver({ tls: true });
    const send = testSender({ lookup });
    const outcome = await send(`https://other.test:${receiver.port}/`, { ca, ...none });
    expect(outcome).toMatchObject({ reason: 'tls-failed', answer: null });
    expect(receiver.requests).toEqual([]);
  });

  it.each([
    ['no authority of its own', null],
    ['another authority', { ca: otherCa, ...none }],
    ['a client certificate only', { ca: null, ...clientOne }],
  ])('is needed: %s is not enough', async (_, tls) => {
    const receiver = await testReceiver({ tls: true });
    const outcome = await testSender({ lookup })(`https://receiver.test:${receiver.port}/`, tls);
    expect(outcome).toMatchObject({ reason: 'tls-failed', answer: null });
    expect(receiver.requests).toEqual([]);
  });

  it('is not lent to a webhook without one, nor the other way round', async () => {
    const receiver = await testReceiver({ tls: true });
    const send = testSender({ lookup });
    const url = `https://receiver.test:${receiver.port}/`;
    expect((await send(url, { ca, ...none })).reason).toBeNull();
    expect((await send(url)).reason).toBe('tls-failed');
    expect((await send(url, { ca: otherCa, ...none })).reason).toBe('tls-failed');
    expect((await send(url, { ca, ...none })).reason).toBeNull();
    expect(receiver.requests).toHaveLength(2);
  });
});

describe('without a valid certificate', () => {
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  afterEach(() => {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
  });

  it('nothing is sent, even where the environment tells Node not to mind', async () => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    const receiver = await testReceiver({ tls: true });
    const send = testSender({ lookup });
    for (const tls of [null, { ca: otherCa, ...none }]) {
      const outcome = await send(`https://receiver.test:${receiver.port}/`, tls);
      expect(outcome.reason).toBe('tls-failed');
    }
    expect(receiver.requests).toEqual([]);
  });
});

describe("a webhook's client certificate", () => {
  it('is shown to a receiver that asks for one', async () => {
    const receiver = await testReceiver({ tls: true, asksForClient: true });
    const send = testSender({ lookup });
    const outcome = await send(`https://receiver.test:${receiver.port}/`, { ca, ...clientOne });
    expect(outcome.reason).toBeNull();
    expect(receiver.requests).toMatchObject([{ client: 'client-one' }]);
  });

  it.each([
    ['without it', { ca, ...none }],
    ['with one that is over', { ca, ...expired }],
  ])('is missed: %s the attempt fails', async (_, tls) => {
    const receiver = await testReceiver({ tls: true, asksForClient: true });
    const outcome = await testSender({ lookup })(`https://receiver.test:${receiver.port}/`, tls);
    // Node's server turns a client down by closing the connection, others by an alert.
    expect(outcome).toMatchObject({ reason: 'request-failed', answer: null });
    expect(receiver.requests).toEqual([]);
  });

  it('that is turned down with an alert is a failure of TLS, though its request was already sent', () => {
    const alert = Object.assign(new Error('alert'), { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' });
    expect(reasonOfFailure(alert, 'wait').reason).toBe('tls-failed');
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    expect(reasonOfFailure(reset, 'wait').reason).toBe('request-failed');
  });

  it('has connections of its own, which its webhook uses again and no other webhook ever does', async () => {
    const receiver = await testReceiver({ tls: true, asksForClient: true });
    const send = testSender({ lookup });
    const one: WebhookTls = { ca, ...clientOne };
    const two: WebhookTls = { ca, ...clientTwo };
    for (const tls of [one, two, one, two, { ...one }]) {
      expect((await send(`https://receiver.test:${receiver.port}/`, tls)).reason).toBeNull();
    }
    const bare = await send(`https://receiver.test:${receiver.port}/`, { ca, ...none });
    expect(bare.reason).toBe('request-failed');
    const names = receiver.requests.map(({ client }) => client);
    expect(names).toEqual(['client-one', 'client-two', 'client-one', 'client-two', 'client-one']);
    expect(new Set(receiver.requests.map(({ connection }) => connection)).size).toBe(2);
  });

  it('that cannot be used is an outcome and no crash', async () => {
    const outcome = await testSender({})('https://127.0.0.1/', { ca: null, certificate: 'x', key: 'y' });
    expect(outcome).toMatchObject({ reason: 'tls-failed', answer: null });
  });
});
