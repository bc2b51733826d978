import type { Difference } from '../../shared/ui/conflict.tsx';
import type { IntegrationValues } from './integration-values.ts';
import { columns, triggeredTypes } from './triggers.ts';

const yesNo = (value: boolean) => (value ? 'Yes' : 'No');

/** Where what they saved differs from what is set here: fields, and boxes by their names. */
export function differencesOf(theirs: IntegrationValues, mine: IntegrationValues): Difference[] {
  const words: [string, (values: IntegrationValues) => string][] = [
    ['Endpoint URL', ({ url }) => url],
    ['Encoding', ({ encoding }) => (encoding === 'form' ? 'Form encoded body' : 'JSON body')],
    ['Method override', ({ methodOverride }) => yesNo(methodOverride)],
    ['Object with DELETE calls', ({ bodyOnDelete }) => yesNo(bodyOnDelete)],
    ['Time limit, in seconds', ({ timeoutSeconds }) => timeoutSeconds],
    [
      'If unanswered',
      ({ whenUnanswered }) => (whenUnanswered === 'refuse' ? 'Refuse the change' : 'Save anyway'),
    ],
    ['Apply returned data', ({ applyReturnedData }) => yesNo(applyReturnedData)],
    ['Called', calledWhen],
  ];
  return words.flatMap(([label, of]) => {
    const [one, other] = [of(theirs), of(mine)];
    return one === other ? [] : [{ label, theirs: one, mine: other }];
  });
}

/** "User: before creating, after updating; Key: …". */
function calledWhen({ triggers }: IntegrationValues): string {
  const parts = triggeredTypes.flatMap(({ type, title }) => {
    const ticked = columns
      .filter(({ name }) => triggers[type][name])
      .map(({ moment, doing }) => `${moment} ${doing}`);
    return ticked.length === 0 ? [] : [`${title}: ${ticked.join(', ')}`];
  });
  return parts.length === 0 ? 'never' : parts.join('; ');
}
