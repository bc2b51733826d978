import { hub } from './made-attempt.ts';

/** What is looked for in the log. */
export interface Sought {
  what: string;
  text: string;
  status?: string;
  webhookId?: string;
  direction: 'rising' | 'falling';
  /** Days before the newest: from the first up to the second. Without them, all of the log. */
  daysAgo?: readonly [number, number];
}

/** From what every attempt has to what none has, and together with other filters. */
export const searches: readonly Sought[] = [
  { what: 'everything', text: '', direction: 'falling' },
  { what: 'a word that all have', text: 'hooks.example.com', direction: 'falling' },
  { what: 'a word of one in a hundred', text: 'hundredth', direction: 'falling' },
  { what: 'a word of one in a thousand', text: 'thousandth', direction: 'falling' },
  { what: 'the same, the oldest first', text: 'thousandth', direction: 'rising' },
  { what: 'a word of one in fifty thousand', text: 'user777', direction: 'falling' },
  { what: 'a word of one in a hundred thousand', text: 'rarity', direction: 'falling' },
  { what: 'a word that one has', text: 'word77', direction: 'falling' },
  { what: 'a word that none has', text: 'zanzibar', direction: 'falling' },
  {
    what: 'two words that all have and one that none has',
    text: 'weather public zanzibar',
    direction: 'falling',
  },
  { what: 'the beginning of very many words', text: 'word', direction: 'falling' },
  { what: 'the beginning of a thousand words', text: 'word77', direction: 'rising' },
  { what: 'two words that are never together', text: 'hundredth thousandth', direction: 'falling' },
  { what: 'a status of one in a hundred', text: '', status: '5xx', direction: 'falling' },
  { what: 'a status that none has', text: '', status: '4xx', direction: 'falling' },
  {
    what: 'a status and a word of one in a thousand',
    text: 'thousandth',
    status: '5xx',
    direction: 'falling',
  },
  { what: 'a status and a word, never together', text: 'hundredth', status: '5xx', direction: 'falling' },
  {
    what: 'two words of one in 170 each, never together',
    text: 'w4321 w1234',
    direction: 'falling',
  },
  {
    what: 'the beginning of one in fifteen and a word, never together',
    text: 'w43 thousandth',
    direction: 'falling',
  },
  {
    what: 'two such beginnings and a word, never together',
    text: 'w43 w12 thousandth',
    direction: 'falling',
  },
  {
    what: 'a status and a word that come together, and one more, never',
    text: 'hundredth thousandth',
    status: '5xx',
    direction: 'falling',
  },
  {
    what: 'a webhook, a status and a word, never together',
    text: 'hundredth',
    status: '5xx',
    webhookId: hub,
    direction: 'falling',
  },
  { what: 'everything of a day three weeks ago', text: '', direction: 'falling', daysAgo: [21, 20] },
  { what: 'a rare word in a week, three weeks ago', text: 'rarity', direction: 'falling', daysAgo: [27, 20] },
  {
    what: 'a word that none has, before three weeks ago',
    text: 'zanzibar',
    direction: 'falling',
    daysAgo: [90, 21],
  },
];

/** What is counted, up to ten thousand. */
export const counts: readonly Sought[] = searches.filter(({ what }) =>
  [
    'everything',
    'a word of one in a hundred',
    'a word of one in a hundred thousand',
    'a word that none has',
  ].includes(what),
);
