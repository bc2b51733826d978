import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testTls } from '../../test/harness/sending/tls/read.ts';
import { checkTls, maxPemLength } from './check-tls.ts';

const { ca, otherCa, clientOne, clientTwo, expired } = testTls;
const now = new Date('2026-03-01T10:00:00.000Z');
const none = { ca: null, certificate: null, key: null };
const problemsOf = (tls: Partial<typeof none | Record<string, string>>, at = now) =>
  checkTls({ ...none, ...tls }, at).map(({ field, message }) => `${field} ${message}`);

const locked = createPrivateKey(clientOne.key)
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString();
const publicKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe('TLS of its own', () => {
  it.each([
    ['an authority', { ca }],
    ['several authorities, with text around them', { ca: `# ours\r\n${ca}\n# theirs\n${otherCa}` }],
    ['authorities of which one is over', { ca: `${expired.certificate}${ca}` }],
    ['a client certificate and its key', clientOne],
    ['a chain', { ...clientOne, certificate: `${clientOne.certificate}${ca}` }],
    ['all of it', { ca, ...clientTwo }],
  ])('is %s', (_, tls) => {
    expect(problemsOf(tls)).toEqual([]);
  });

  it.each([
    ['an empty authority', { ca: '' }, ['tls.ca must be one certificate or more']],
    ['no PEM', { ca: 'our authority' }, ['tls.ca must be one certificate or more']],
    [
      'a certificate that was damaged',
      { ca: ca.replace(/[A-Za-z]{8}/g, 'AAAAAAAA') },
      ['tls.ca must be one certificate or more'],
    ],
    [
      'an authority that is over',
      { ca: expired.certificate },
      ['tls.ca must hold a certificate that is valid'],
    ],
    ['a key in the wrong place', { ca: `${ca}${clientOne.key}` }, ['tls.ca must hold certificates only']],
    ['more than there is room for', { ca: ca.repeat(200) }, [`tls.ca must be at most ${maxPemLength}`]],
    [
      'a certificate without its key',
      { certificate: clientOne.certificate },
      ['tls.key must be given together'],
    ],
    ['a key without its certificate', { key: clientOne.key }, ['tls.certificate must be given together']],
    [
      'the key of another certificate',
      { certificate: clientOne.certificate, key: clientTwo.key },
      ['tls.key must be the key of the first certificate'],
    ],
    [
      'a chain in the wrong order',
      { ...clientOne, certificate: `${ca}${clientOne.certificate}` },
      ['tls.key must be the key of the first certificate'],
    ],
    [
      'a certificate that is over',
      expired,
      ['tls.certificate must be valid; it expired Jan  1 00:00:00 2021'],
    ],
    ['a key that needs a passphrase', { ...clientOne, key: locked }, ['tls.key must be a private key']],
    ['a public key', { ...clientOne, key: publicKey }, ['tls.key must be a private key']],
    [
      'nothing that can be read',
      { ca: 'a', certificate: 'b', key: 'c' },
      ['tls.ca must be one', 'tls.certificate must be one', 'tls.key must be a private key'],
    ],
  ])('is not %s', (_, tls, starts) => {
    const problems = problemsOf(tls);
    expect(problems).toEqual(starts.map((start) => expect.stringContaining(start)));
    for (const line of [...clientOne.key.split('\n'), ...clientTwo.key.split('\n')].filter(
      (text) => text !== '',
    )) {
      expect(problems.join()).not.toContain(line);
    }
  });

  it('is not a certificate whose time has not come', () => {
    const problems = problemsOf(clientOne, new Date('2019-12-31T23:59:59Z'));
    expect(problems).toEqual([expect.stringContaining('tls.certificate must be valid; it begins Jan  1')]);
  });
});
