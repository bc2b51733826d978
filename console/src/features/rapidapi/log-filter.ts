import type { Search } from '../../shared/routing/search.ts';
import type { EventType } from './graph.ts';
import type { whereOf } from './logs.ts';

/** What is looked for in the event logs, in the words of the native API. */
export interface LogFilter {
  text?: string;
  type?: string;
  webhookId?: string;
  status?: string;
}

/**
 * The same as `whereOf` in the words of the native API. Null while the event types are not known, or for a type that the hub
 * does not have: then nothing can be said of what it would find.
 */
export function filterOf(
  { query, eventType, url, status }: ReturnType<typeof whereOf>,
  types: readonly EventType[] | undefined,
): LogFilter | null {
  const type = types?.find(({ id }) => id === eventType) ?? types?.find(({ name }) => name === eventType);
  if (eventType !== undefined && type === undefined) return null;
  return {
    ...(query !== undefined && { text: query }),
    ...(type !== undefined && { type: type.bellwireType }),
    ...(url !== undefined && { webhookId: url }),
    ...(status !== undefined && { status }),
  };
}

/** Whether tests are looked for, as the stream of attempts takes it. */
export function testsOf({ test }: Search): boolean | undefined {
  if (test === 'in') return undefined;
  return test === 'only';
}
