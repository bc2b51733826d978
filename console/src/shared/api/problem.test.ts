import { describe, expect, it } from 'vitest';
import { ApiProblem, readProblem, sentence, wordsOf } from './problem.ts';

const answered = (status: number, body: unknown, retryAfter: string | null = null) =>
  readProblem({ status, body, retryAfter, requestId: 'req-1' });

describe('a problem of the API', () => {
  it('keeps what is wrong with which field', () => {
    const problem = answered(400, {
      code: 'invalid',
      detail: 'The input is not valid',
      errors: [{ pointer: '/url', detail: 'must be a URL' }, { pointer: 7 }],
      requestId: 'r9',
    });
    expect(problem.fields).toEqual([{ pointer: '/url', detail: 'must be a URL' }]);
    expect(problem.requestId).toBe('r9');
  });

  it('is read in the shape of monetization too', () => {
    const problem = answered(400, {
      code: 'mint.invalidInput',
      message: 'The condition is not valid.',
      contexts: [{ name: 'notificationCondition.1.value', value: 'column 7: expected "to"' }],
    });
    expect(wordsOf(problem)).toBe('The condition is not valid.');
    expect(problem.fields).toEqual([
      { pointer: '/notificationCondition/1/value', detail: 'column 7: expected "to"' },
    ]);
  });

  it('is made of whatever a proxy answers in its place', () => {
    const problem = answered(502, '<html>Bad gateway</html>');
    expect(problem.code).toBe('http-502');
    expect(wordsOf(problem)).toBe('The answer was 502, without a reason.');
    expect(problem.requestId).toBe('req-1');
  });

  it('says when to try again after too many requests', () => {
    expect(wordsOf(answered(429, null, '8'))).toBe('Too many requests. Try again in 8 s.');
    expect(wordsOf(answered(429, null, 'tomorrow'))).toBe('Too many requests. Try again in a moment.');
  });

  it('says that nobody answered', () => {
    expect(wordsOf(new ApiProblem({ status: 0, code: 'unreachable', detail: 'x' }))).toContain(
      'cannot be reached',
    );
  });

  it('tells nothing of a fault of the page itself', () => {
    expect(wordsOf(new TypeError('x is undefined'))).not.toContain('undefined');
  });

  it('makes sentences of details', () => {
    expect(sentence('must not be blank')).toBe('Must not be blank.');
    expect(sentence('Already so.')).toBe('Already so.');
    expect(sentence('  ')).toBe('');
  });
});
