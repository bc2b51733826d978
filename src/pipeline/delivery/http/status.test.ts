import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonCodes } from '../reasons.ts';
import { reasonOfStatus } from './status.ts';

describe('a status', () => {
  it('is success from 200 to 299, and has a reason from the list everywhere else', () => {
    assert(
      property(integer({ min: 100, max: 999 }), (status) => {
        const failure = reasonOfStatus(status);
        if (status >= 200 && status <= 299) expect(failure).toBeNull();
        else expect(reasonCodes).toContain(failure?.reason);
      }),
    );
  });

  it.each([
    [301, 'answer-redirect', 'The receiver answered 301 Moved Permanently.'],
    [304, 'answer-redirect', 'The receiver answered 304 Not Modified.'],
    [400, 'answer-client-error', 'The receiver answered 400 Bad Request.'],
    [410, 'answer-gone', 'The receiver answered 410 Gone.'],
    [429, 'answer-throttled', 'The receiver answered 429 Too Many Requests.'],
    [499, 'answer-client-error', 'The receiver answered 499.'],
    [500, 'answer-server-error', 'The receiver answered 500 Internal Server Error.'],
    [599, 'answer-server-error', 'The receiver answered 599.'],
    [600, 'answer-unexpected', 'The receiver answered 600.'],
    [101, 'answer-unexpected', 'The receiver answered 101 Switching Protocols.'],
  ])('%i is told as %s', (status, reason, detail) => {
    expect(reasonOfStatus(status)).toEqual({ reason, detail });
  });
});
