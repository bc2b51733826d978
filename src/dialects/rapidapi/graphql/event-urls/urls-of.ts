import { notFound } from '../../../../base/errors.ts';
import type { WebhookView } from '../../../../webhooks/webhook-view.ts';
import { rapidapiFormat } from '../../format/index.ts';
import type { GraphContext } from '../module.ts';

/** A callback URL as the Platform API answers it. */
export interface EventUrl {
  id: string;
  url: string;
  createdAt: Date;
  updatedAt: Date;
  deletedAt: null;
}

/** The callback URLs of a hub, in the order of their creation: its webhooks in the hub's own format. */
export async function urlsOf({ services, caller }: GraphContext): Promise<EventUrl[]> {
  const all = await services.webhooks.list(caller);
  return all.filter(({ format }) => format === rapidapiFormat.name).map(urlFrom);
}

/** One of them. Throws `not-found` also for a webhook that is none. */
export async function urlNamed(context: GraphContext, id: string): Promise<EventUrl> {
  const found = (await urlsOf(context)).find((url) => url.id === id);
  if (found === undefined) throw notFound('The callback URL');
  return found;
}

export function urlFrom({ id, url, createdAt, updatedAt }: WebhookView): EventUrl {
  return { id, url, createdAt, updatedAt, deletedAt: null };
}
