import type { AttemptRow } from '../../../store/queries/attempts/attempts-insert.ts';
import { wordsOf } from './words.ts';

/** What an attempt is found by. */
export type Searched = Pick<
  AttemptRow,
  | 'organizationId'
  | 'kind'
  | 'eventType'
  | 'webhookId'
  | 'eventId'
  | 'deliveryId'
  | 'request'
  | 'responseStatus'
  | 'responseBody'
  | 'reason'
>;

/**
 * The words of an attempt: of its URL, its event type and ids, and of what was sent and answered; and its facts. The
 * organization is one of these, so that the index leads to no other's.
 */
export function attemptWords(attempt: Searched, body: Buffer | null): string[] {
  const { eventType, eventId, deliveryId, request, responseStatus, responseBody, reason } = attempt;
  const texts = [
    eventType,
    request.url,
    eventId ?? '',
    deliveryId ?? '',
    responseStatus === null ? '' : String(responseStatus),
    reason ?? '',
    body?.toString('utf8') ?? '',
    responseBody?.toString('utf8') ?? '',
  ];
  return [...factsOf(attempt), ...wordsOf(texts)];
}

/** What can be asked for besides text. */
export interface Facts {
  organizationId: string;
  eventType?: string | undefined;
  webhookId?: string | undefined;
  /** `200`, `5xx`, `none`. */
  status?: string | undefined;
  /** Tests only, or none. */
  test?: boolean | undefined;
}

/** The facts of a search, as they stand in the index. */
export function factWords({ organizationId, eventType, webhookId, status, test }: Facts): string[] {
  return [
    `=organization:${organizationId}`,
    ...(eventType === undefined ? [] : [`=type:${eventType}`]),
    ...(webhookId === undefined ? [] : [`=webhook:${webhookId}`]),
    ...(status === undefined ? [] : [`=status:${status}`]),
    ...(test === undefined ? [] : [`=test:${test}`]),
  ];
}

function factsOf({ organizationId, eventType, webhookId, kind, responseStatus }: Searched): string[] {
  const status = responseStatus === null ? 'none' : String(responseStatus);
  const facts = factWords({ organizationId, eventType, webhookId, status, test: kind === 'test' });
  return responseStatus === null ? facts : [...facts, `=status:${String(responseStatus)[0]}xx`];
}
