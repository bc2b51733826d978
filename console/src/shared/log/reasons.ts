import { statusText } from './http-status.ts';

/** A reason in words: what happened, and what one can do about it where there is something. */
export interface ReasonWords {
  happened: string;
  todo?: string;
}

type Wording = (status: number | null) => ReasonWords;

const answered = (status: number | null) =>
  `The receiver answered ${status === null ? 'with an error' : statusText(status)}.`;

/** Each code of the server's closed list; a test compares. */
const wordings: Record<string, Wording> = {
  'address-refused': () => ({
    happened: 'Not sent: the address is not one that Bellwire may send to.',
    todo: 'Private addresses are closed. An operator can open them with BELLWIRE_ALLOW_ADDRESSES.',
  }),
  'dns-failed': () => ({
    happened: 'The name of the receiver has no address.',
    todo: 'Check the host in the URL.',
  }),
  'connect-refused': () => ({
    happened: 'Nothing listens at this address.',
    todo: 'Is the receiver running?',
  }),
  'connect-timeout': () => ({
    happened: 'No connection within the time limit.',
    todo: 'Is there a firewall between Bellwire and the receiver?',
  }),
  'connect-failed': () => ({ happened: 'The connection could not be made.' }),
  'proxy-failed': () => ({
    happened: 'The egress proxy did not make the connection.',
    todo: 'An operator should look at the proxy.',
  }),
  'tls-failed': () => ({
    happened: 'TLS could not be agreed on, or the certificate is not valid.',
    todo: 'Renew the certificate of the receiver, or set its authority in the webhook.',
  }),
  'request-failed': () => ({
    happened: 'The receiver hung up before it answered. It may have acted all the same.',
  }),
  'answer-timeout': () => ({
    happened: 'No complete answer within the time limit. The receiver may have acted all the same.',
    todo: 'Let the receiver answer first and work afterwards, or give it more time.',
  }),
  'answer-broken': () => ({ happened: 'The answer broke off, or was not valid HTTP.' }),
  'answer-redirect': (status) => ({
    happened: `${answered(status)} Redirects are never followed.`,
    todo: 'Set the address that it points to as the URL of the webhook.',
  }),
  'answer-client-error': (status) => ({
    happened: `The receiver refused it: ${status === null ? 'a status in the 400s' : statusText(status)}.`,
    todo:
      status === 401 || status === 403
        ? 'Check the secret or the credentials.'
        : 'Check the path of the URL, and what the receiver expects.',
  }),
  'answer-gone': () => ({
    happened: 'The receiver says that this address is gone for good.',
    todo: 'Set a new URL, then switch the webhook on again.',
  }),
  'answer-throttled': () => ({
    happened: 'The receiver asks for a slower pace.',
    todo: 'Set a rate for the webhook.',
  }),
  'answer-server-error': (status) => ({ happened: `${answered(status)} That is a fault of its own.` }),
  'answer-unexpected': (status) => ({ happened: `${answered(status)} That means nothing here.` }),
  'before-refused': () => ({ happened: 'The receiver refused the change.' }),
  'before-nonsense': () => ({
    happened: 'The answer to a before-call could not be understood.',
    todo: 'Compare the body of the answer with what the dialect expects.',
  }),
  'webhook-removed': () => ({ happened: 'The webhook was deleted before the delivery was made.' }),
  'cancelled-by-hand': () => ({ happened: 'Somebody gave the delivery up before it was made.' }),
  'event-expired': () => ({
    happened: 'The event was no longer kept when the delivery could have been made.',
  }),
  'data-erased': () => ({ happened: 'The data of the object was erased before the delivery was made.' }),
  'format-unknown': () => ({
    happened: 'This version of Bellwire does not know the format of the webhook.',
    todo: 'Choose another format, or update Bellwire.',
  }),
  'request-invalid': () => ({
    happened: 'No valid HTTP request could be made for this webhook.',
    todo: 'Check its URL and its headers.',
  }),
};

/** The codes that have words here. */
export const knownReasons: readonly string[] = Object.keys(wordings);

/** Why an attempt failed, in words. A code that a newer server sends is shown as it is. */
export function reasonWords(reason: string, status: number | null): ReasonWords {
  return wordings[reason]?.(status) ?? { happened: `It failed: ${reason}.` };
}

/** In a few words, for a row of a list. */
export function reasonShort(reason: string | null, status: number | null): string {
  if (status !== null) return statusText(status);
  if (reason === null) return '';
  return reasonWords(reason, null).happened.replace(/\.( .*)?$/, '');
}
