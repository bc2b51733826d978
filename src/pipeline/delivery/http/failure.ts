import { errors } from 'undici';
import { messageOf } from '../../../base/errors.ts';
import type { Reason } from '../reasons.ts';

/** How far a request had got when it failed. */
export type Phase = 'connect' | 'wait' | 'body';

/** The reason for a request that got no complete answer. */
export function reasonOfFailure(error: unknown, phase: Phase): { reason: Reason; detail: string } {
  const code = codeOf(error);
  const detail = messageOf(error);
  if (code === 'BELLWIRE_ADDRESS_REFUSED') return { reason: 'address-refused', detail };
  if (code === 'BELLWIRE_PROXY_FAILED') return { reason: 'proxy-failed', detail };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') {
    return { reason: 'dns-failed', detail: `The receiver's name could not be resolved (${code}).` };
  }
  if (code === 'BELLWIRE_LOOKUP_TIMEOUT') {
    return { reason: 'dns-failed', detail: `The receiver's name could not be resolved: ${detail}.` };
  }
  if (code === 'UND_ERR_INVALID_ARG') return { reason: 'request-invalid', detail };
  if (phase === 'connect') return reasonOfConnect(code, detail);
  // With TLS 1.3 a receiver may turn down the client's certificate after the client has taken its own part as done.
  if (phase === 'wait' && /^ERR_SSL_.*ALERT/.test(code)) return tlsFailed(detail);
  if (
    code.startsWith('HPE_') ||
    // Where the status line itself is none, undici's parser gives no code.
    error instanceof errors.HTTPParserError ||
    code === 'UND_ERR_HEADERS_OVERFLOW' ||
    code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
  ) {
    return { reason: 'answer-broken', detail: `The answer is not valid HTTP: ${detail}` };
  }
  return phase === 'wait'
    ? { reason: 'request-failed', detail: `The connection broke before an answer began: ${detail}` }
    : { reason: 'answer-broken', detail: `The answer broke off: ${detail}` };
}

function reasonOfConnect(code: string, detail: string): { reason: Reason; detail: string } {
  if (code === 'ECONNREFUSED')
    return { reason: 'connect-refused', detail: 'The receiver refused the connection.' };
  if (code === 'ETIMEDOUT' || code === 'UND_ERR_CONNECT_TIMEOUT')
    return { reason: 'connect-timeout', detail };
  if (isTls(code, detail)) return tlsFailed(detail);
  return { reason: 'connect-failed', detail: `The connection could not be made: ${detail}` };
}

function tlsFailed(detail: string): { reason: Reason; detail: string } {
  return { reason: 'tls-failed', detail: `TLS could not be agreed on: ${detail}` };
}

function isTls(code: string, detail: string): boolean {
  return (
    /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_OSSL)/.test(code) ||
    /certificate/i.test(detail)
  );
}

/** The code of an error, or of the first of several (a name with many addresses fails once for each). */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof Error && error.cause !== undefined) return codeOf(error.cause);
  return '';
}
