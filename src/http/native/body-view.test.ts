import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bodyView } from './body-view.ts';

it('shows text as text, emoji, byte order mark and control characters included', () => {
  for (const text of ['', '{"a":1}', '🔔', '\ufefftext', 'a\u0000b\u001b[31m']) {
    expect(bodyView(Buffer.from(text))).toEqual({ encoding: 'utf-8', content: text });
  }
});

it('shows what is no text in base64', () => {
  expect(bodyView(Buffer.from([0xff, 0xfe]))).toEqual({ encoding: 'base64', content: '//4=' });
  // A character that was cut in its middle.
  expect(bodyView(Buffer.from('🔔').subarray(0, 2))?.encoding).toBe('base64');
});

it('shows nothing where there was no body', () => {
  expect(bodyView(null)).toBeNull();
});

it('gives back the very bytes, whatever they are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const body = Buffer.from(bytes);
      const view = bodyView(body);
      const back = Buffer.from(view?.content ?? '', view?.encoding === 'base64' ? 'base64' : 'utf8');
      expect(back.equals(body)).toBe(true);
    }),
  );
});
