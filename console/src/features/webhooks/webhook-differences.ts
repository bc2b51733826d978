import type { Difference } from '../../shared/ui/conflict.tsx';
import type { WebhookValues } from './webhook-values.ts';

const words: [string, (values: WebhookValues) => string][] = [
  ['Name', ({ name }) => name],
  ['URL', ({ url }) => url],
  ['Format', ({ format }) => format],
  ['Mode', ({ mode }) => mode],
  ['Prefix of types', ({ typePrefix }) => typePrefix],
  ['Retries', ({ retryDelays }) => retryDelays],
  ['Time to connect', ({ connectTimeout }) => connectTimeout],
  ['Time for everything', ({ totalTimeout }) => totalTimeout],
  ['At the same time', ({ concurrency }) => concurrency],
  ['Requests a second', ({ rate }) => rate],
  ['Order', ({ ordering }) => (ordering === 'object' ? 'For each object' : 'Side by side')],
  [
    'Headers',
    ({ headers }) => headers.map(({ name, value }) => name + (value === null ? '' : ' (new)')).join(', '),
  ],
  ['Signing in', ({ credentials }) => credentials],
];

/** Where what they saved differs from what is typed here. Values of headers and credentials are shown to nobody. */
export function differencesOf(theirs: WebhookValues, mine: WebhookValues): Difference[] {
  return words.flatMap(([label, of]) => {
    const [one, other] = [of(theirs) || '–', of(mine) || '–'];
    return one === other ? [] : [{ label, theirs: one, mine: other }];
  });
}
