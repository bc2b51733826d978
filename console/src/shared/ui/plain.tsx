import { plainLine, plainText } from '../format/plain.ts';

/**
 * Text that a tenant or a receiver wrote: isolated in its direction, with what cannot be seen made visible, cut at
 * `max` characters with the whole of it (up to a thousand) as a title.
 */
export function Plain({ text, max = 120 }: { text: string; max?: number }) {
  const line = plainLine(text, max);
  const whole = line === text ? undefined : plainText(text.slice(0, 1000));
  return (
    <bdi dir="auto" title={whole}>
      {line}
    </bdi>
  );
}
