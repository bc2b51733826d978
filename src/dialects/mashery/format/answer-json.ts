import type { Json } from '../../../base/json.ts';
import type { Answer } from '../../../pipeline/delivery/attempt.ts';

/** What an answer's body holds. */
export type AnswerJson =
  | { is: 'empty' }
  | { is: 'json'; value: Json }
  /** Not JSON, or too long to have been read to its end. */
  | { is: 'unreadable'; detail: string };

/** Reads an answer's body as JSON, whatever its content type says: receivers are often careless about it. */
export function jsonOf(answer: Answer): AnswerJson {
  if (answer.bodySize > answer.body.length)
    return { is: 'unreadable', detail: 'The answer is too long to be read whole.' };
  const text = answer.body
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim();
  if (text === '') return { is: 'empty' };
  try {
    return { is: 'json', value: JSON.parse(text) as Json };
  } catch {
    return { is: 'unreadable', detail: 'The answer is not JSON.' };
  }
}
