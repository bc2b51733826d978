import type { Webhook } from '../../shared/api/types.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { Section } from '../../shared/ui/page.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { byAttention, healthOf } from '../../shared/webhooks/health.ts';
import { useWebhookFigures } from '../../shared/webhooks/use-webhooks.ts';
import { WebhookState } from '../../shared/webhooks/webhook-state.tsx';
import classes from './overview.module.css';

/** The webhooks that need somebody, the worst first. */
export function Attention({
  org,
  query,
}: {
  org: string;
  query: { data: { items: readonly Webhook[] } | undefined; error: unknown };
}) {
  const all = query.data?.items ?? [];
  const figures = useWebhookFigures(org);
  const health = (webhook: Webhook) => figures.get(webhook.id)?.health ?? healthOf(webhook);
  const needing = all.filter((webhook) => health(webhook) !== 'on').sort(byAttention);
  return (
    <Section title={needing.length === 0 ? 'Webhooks' : `Needs attention (${needing.length})`}>
      {query.error !== null && <Trouble what="Webhooks could not be loaded." error={query.error} />}
      {query.data === undefined && query.error === null && <Loading rows={2} />}
      {query.data !== undefined && needing.length === 0 && (
        <p className="muted" style={{ margin: 0 }}>
          {all.length === 1 ? 'The one webhook is well.' : `All ${all.length} webhooks are well.`}
        </p>
      )}
      <ul className={classes.attention}>
        {needing.map((webhook) => (
          <li key={webhook.id}>
            <Link to={paths.webhook(org, webhook.id)}>
              <Plain text={webhook.name} max={80} />
            </Link>
            <WebhookState webhook={webhook} figures={figures.get(webhook.id)} />
            {webhook.enabled ? (
              <Link to={paths.deliveries(org)} search={{ webhook: webhook.id, status: 'retrying,failed' }}>
                See failures
              </Link>
            ) : (
              <span className="muted">
                changed <Time at={webhook.updatedAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
