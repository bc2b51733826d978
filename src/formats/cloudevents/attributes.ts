import type { EventRecord } from '../../store/records/event.ts';

/** What `data` is, in either mode. */
export const dataContentType = 'application/json';

/**
 * The context attributes of an event, CloudEvents 1.0.2, section 3.1, without `datacontenttype` and the trace, which each mode
 * puts elsewhere. None of them depends on the attempt or the webhook's URL, so a repeat is the same event.
 */
export function attributesOf(
  event: Pick<EventRecord, 'organizationId' | 'id' | 'type' | 'objectType' | 'objectId' | 'occurredAt'>,
  typePrefix: string,
): Record<string, string> {
  return {
    specversion: '1.0',
    id: event.id,
    source: `/api/v1/organizations/${event.organizationId}`,
    type: allowedText(typePrefix === '' ? event.type : `${typePrefix}.${event.type}`),
    subject: allowedText(`${event.objectType}/${event.objectId}`),
    time: event.occurredAt.toISOString(),
  };
}

/**
 * As a text of CloudEvents may be (section 2, "String"): control characters and noncharacters are percent-encoded, and so is
 * the percent sign, or one could not tell what was encoded. `decodeURIComponent` undoes it.
 */
export function allowedText(text: string): string {
  return text.replace(/[%\p{Cc}\p{Noncharacter_Code_Point}]/gu, encodeURIComponent);
}

/** As the value of a header (HTTP binding 1.0.2, section 3.1.3.2): all but the visible ASCII characters, `"` and `%` too. */
export function headerText(text: string): string {
  return text.replace(/[^!#$&-~]/gu, encodeURIComponent);
}
