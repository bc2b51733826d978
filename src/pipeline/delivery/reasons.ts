/**
 * Why an attempt failed: the closed list. Named by the moment, so that one sees at a glance how far it got.
 * A new reason is added here and nowhere else.
 */
export const reasons = {
  'address-refused': 'The address of the receiver is not one that Bellwire may send to.',
  'dns-failed': 'The name of the receiver could not be resolved.',
  'connect-refused': 'The receiver refused the connection.',
  'connect-timeout': 'No connection within the time limit.',
  'connect-failed': 'The connection could not be made.',
  'proxy-failed': 'The egress proxy that Bellwire sends through did not make the connection.',
  'tls-failed': 'TLS could not be agreed on, or the certificate is not valid.',
  'request-failed': 'The connection broke before an answer began.',
  'answer-timeout': 'No complete answer within the time limit.',
  'answer-broken': 'The answer broke off, or is not HTTP.',
  'answer-redirect': 'The receiver answered with a redirect, which is never followed.',
  'answer-client-error': 'The receiver answered with a status in the 400s.',
  'answer-gone': 'The receiver answered 410 Gone.',
  'answer-throttled': 'The receiver answered 429 Too Many Requests.',
  'answer-server-error': 'The receiver answered with a status in the 500s.',
  'answer-unexpected': 'The receiver answered with a status that means nothing here.',
  'before-refused': 'The receiver refused the change.',
  'before-nonsense': 'The answer to a before call could not be understood.',
  'webhook-removed': 'The webhook was removed before the delivery was made.',
  'cancelled-by-hand': 'Somebody gave the delivery up before it was made.',
  'event-expired': 'The event was no longer kept when the delivery could have been made.',
  'data-erased': 'The data of the object was erased from the log before the delivery was made.',
  'format-unknown': 'This version of Bellwire does not know the format of the webhook.',
  'request-invalid': 'No valid HTTP request could be made for this webhook.',
} as const;

/** A code from the closed list. */
export type Reason = keyof typeof reasons;

export const reasonCodes = Object.keys(reasons) as Reason[];
