import { expect, it } from 'vitest';
import { valueInWords } from './value-words.ts';

it.each([
  [null, '–'],
  ['', '–'],
  [[], '–'],
  [{}, '–'],
  [false, 'No'],
  [['a', 'b'], 'a, b'],
  [
    [
      { url: 'https://a.example', loadBalancingStrategyValue: null },
      { url: 'https://b.example', loadBalancingStrategyValue: 'EU' },
    ],
    'Url: https://a.example, Load balancing strategy value: –; Url: https://b.example, Load balancing strategy value: EU',
  ],
  [{ deep: { a: [1] } }, 'Deep: {"a":[1]}'],
])('says %j in words', (value, words) => {
  expect(valueInWords(value)).toBe(words);
});
