import { isJsonObject, type Json } from '../../../base/json.ts';
import type { Answer } from '../../../pipeline/delivery/attempt.ts';
import type { BeforeDecision } from '../../../pipeline/delivery/format.ts';
import type { AnswerJson } from './answer-json.ts';

const maxMessageLength = 1000;
const maxProblems = 100;

/** A refusal with what the receiver says of it; its words go to whoever asked for the change. */
export function refusal(answer: Answer, read: AnswerJson): BeforeDecision {
  const said = read.is === 'json' && isJsonObject(read.value) ? read.value : {};
  const message = words(said.message) || plainText(answer, read) || defaultMessage(answer.status);
  return { type: 'refuse', message, problems: problemsIn(said.errors) };
}

function problemsIn(errors: Json | undefined): { field: string; message: string }[] {
  if (!Array.isArray(errors)) return [];
  return errors
    .slice(0, maxProblems)
    .filter(isJsonObject)
    .map((error) => ({ field: words(error.field), message: words(error.message) || 'was refused' }));
}

/** The body of a refusal by status may be a sentence; a page of HTML is none. */
function plainText(answer: Answer, read: AnswerJson): string {
  const contentType = String(answer.headers['content-type'] ?? '');
  return read.is === 'unreadable' && contentType.startsWith('text/plain')
    ? words(answer.body.toString('utf8'))
    : '';
}

/** Text on one line, without control characters and halves of surrogate pairs, which PostgreSQL does not hold. */
function words(value: Json | undefined): string {
  if (typeof value !== 'string') return '';
  const wellFormed = Buffer.from(value, 'utf8').toString('utf8');
  return [...wellFormed.replace(/[\p{Cc}\s]+/gu, ' ').trim()].slice(0, maxMessageLength).join('');
}

function defaultMessage(status: number): string {
  return status < 300
    ? 'The receiver refused the change.'
    : `The receiver refused the change with status ${status}.`;
}
