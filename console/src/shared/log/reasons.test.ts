import { describe, expect, it } from 'vitest';
import { reasonCodes } from '../../../../src/pipeline/delivery/reasons.ts';
import { knownReasons, reasonShort, reasonWords } from './reasons.ts';

describe('the words for reasons', () => {
  it('are there for each reason of the server, and for no other', () => {
    expect([...knownReasons].sort()).toEqual([...reasonCodes].sort());
  });

  it('name the status that came', () => {
    expect(reasonWords('answer-server-error', 503).happened).toContain('503 Service Unavailable');
    expect(reasonWords('answer-client-error', 401).todo).toContain('secret');
    expect(reasonWords('answer-client-error', 404).todo).toContain('path');
  });

  it('show the code where a newer server has a new one', () => {
    expect(reasonWords('struck-by-lightning', null).happened).toBe('It failed: struck-by-lightning.');
  });

  it('are short in lists', () => {
    expect(reasonShort('answer-server-error', 503)).toBe('503 Service Unavailable');
    expect(reasonShort('request-failed', null)).toBe('The receiver hung up before it answered');
    expect(reasonShort(null, null)).toBe('');
  });
});
