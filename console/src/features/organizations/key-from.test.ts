import { expect, it } from 'vitest';
import { keyFrom } from './key-from.ts';

it.each([
  ['Acme Hub', 'acme-hub'],
  ['  Café & Söhne GmbH ', 'cafe-sohne-gmbh'],
  ['42 Things', 'things'],
  ['日本', ''],
  [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
])('of %j the key is %j', (name, key) => expect(keyFrom(name)).toBe(key));
