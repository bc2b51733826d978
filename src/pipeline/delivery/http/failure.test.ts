import { describe, expect, it } from 'vitest';
import { type Phase, reasonOfFailure } from './failure.ts';
import { AddressRefused } from './guarded-lookup.ts';

const coded = (code: string, message = 'it broke') => Object.assign(new Error(message), { code });

describe('the reason of a failure', () => {
  it.each<[string, unknown, Phase, string]>([
    [
      'a forbidden address',
      new AddressRefused('hooks.internal leads to 10.0.0.1'),
      'connect',
      'address-refused',
    ],
    ['a name that is not there', coded('ENOTFOUND'), 'connect', 'dns-failed'],
    ['a name server that is not there', coded('EAI_AGAIN'), 'connect', 'dns-failed'],
    ['a name without addresses', coded('ENODATA'), 'connect', 'dns-failed'],
    ['a closed port', coded('ECONNREFUSED'), 'connect', 'connect-refused'],
    ['a firewall that says nothing', coded('ETIMEDOUT'), 'connect', 'connect-timeout'],
    ["undici's own time limit", coded('UND_ERR_CONNECT_TIMEOUT'), 'connect', 'connect-timeout'],
    ['no route', coded('EHOSTUNREACH'), 'connect', 'connect-failed'],
    ['a self-signed certificate', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'connect', 'tls-failed'],
    ['another chain', coded('SELF_SIGNED_CERT_IN_CHAIN'), 'connect', 'tls-failed'],
    ['an unknown authority', coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'connect', 'tls-failed'],
    ['an old certificate', coded('CERT_HAS_EXPIRED'), 'connect', 'tls-failed'],
    ['another name', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'connect', 'tls-failed'],
    ['no TLS at all', coded('ERR_SSL_WRONG_VERSION_NUMBER'), 'connect', 'tls-failed'],
    ['a protocol error', coded('EPROTO'), 'connect', 'tls-failed'],
    ['a certificate by its words', coded('', 'bad certificate format'), 'connect', 'tls-failed'],
    ['a reset ahead of the answer', coded('ECONNRESET'), 'wait', 'request-failed'],
    ['a close ahead of the answer', coded('UND_ERR_SOCKET', 'other side closed'), 'wait', 'request-failed'],
    ['a reset in the answer', coded('ECONNRESET'), 'body', 'answer-broken'],
    ['no HTTP', coded('HPE_INVALID_CONSTANT'), 'wait', 'answer-broken'],
    ['endless headers', coded('UND_ERR_HEADERS_OVERFLOW'), 'wait', 'answer-broken'],
    ['fewer bytes than promised', coded('UND_ERR_RES_CONTENT_LENGTH_MISMATCH'), 'body', 'answer-broken'],
    ['a header that cannot be sent', coded('UND_ERR_INVALID_ARG'), 'connect', 'request-invalid'],
    ['text that was thrown', 'boom', 'connect', 'connect-failed'],
  ])('is told for %s', (_name, error, phase, reason) => {
    expect(reasonOfFailure(error, phase).reason).toBe(reason);
  });

  it('is that of the first address where a name has several', () => {
    const several = new AggregateError([coded('ECONNREFUSED'), coded('EHOSTUNREACH')], '');
    expect(reasonOfFailure(several, 'connect').reason).toBe('connect-refused');
  });

  it('is found under what wraps it', () => {
    const wrapped = new Error('fetch failed', { cause: coded('ENOTFOUND') });
    expect(reasonOfFailure(wrapped, 'connect').reason).toBe('dns-failed');
  });

  it('keeps the words', () => {
    expect(reasonOfFailure(coded('EHOSTUNREACH', 'no route'), 'connect').detail).toContain('no route');
  });
});
