import { STATUS_CODES } from 'node:http';
import type { Reason } from '../reasons.ts';

/** What a status means: null for success, which is any 2xx. */
export function reasonOfStatus(status: number): { reason: Reason; detail: string } | null {
  if (status >= 200 && status <= 299) return null;
  const words = STATUS_CODES[status];
  const detail = `The receiver answered ${status}${words === undefined ? '' : ` ${words}`}.`;
  return { reason: codeOf(status), detail };
}

function codeOf(status: number): Reason {
  if (status === 410) return 'answer-gone';
  if (status === 429) return 'answer-throttled';
  if (status >= 300 && status <= 399) return 'answer-redirect';
  if (status >= 400 && status <= 499) return 'answer-client-error';
  if (status >= 500 && status <= 599) return 'answer-server-error';
  return 'answer-unexpected';
}
