import type { Webhook, WebhookFigures } from '../../shared/api/types.ts';
import { formatCount, formatRate } from '../../shared/format/count.ts';
import { formatDuration } from '../../shared/format/duration.ts';
import { shortUrl } from '../../shared/format/url.ts';
import { reasonShort } from '../../shared/log/reasons.ts';
import { Plain } from '../../shared/ui/plain.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { WebhookState } from '../../shared/webhooks/webhook-state.tsx';
import { Sparkline } from './sparkline.tsx';
import { SwitchWebhook } from './switch-webhook.tsx';

/** A webhook with how it fares; without, while the figures are on their way. */
export interface WebhookRow {
  webhook: Webhook;
  figures: WebhookFigures | undefined;
}

/** The columns of the list of webhooks. */
export function webhookColumns(org: string): readonly Column<WebhookRow>[] {
  return [
    {
      key: 'switch',
      header: 'On or off',
      silent: true,
      cell: ({ webhook }) => <SwitchWebhook org={org} webhook={webhook} />,
    },
    {
      key: 'name',
      header: 'Name',
      narrow: 'main',
      cell: ({ webhook }) => <Plain text={webhook.name} max={60} />,
    },
    {
      key: 'state',
      header: 'State',
      narrow: 'main',
      cell: ({ webhook, figures }) => <WebhookState webhook={webhook} figures={figures} />,
    },
    {
      key: 'url',
      header: 'URL',
      cell: ({ webhook }) => (
        <span className="mono" title={webhook.url.slice(0, 500)}>
          <Plain text={shortUrl(webhook.url)} max={80} />
        </span>
      ),
    },
    { key: 'format', header: 'Format', narrow: 'hidden', cell: ({ webhook }) => webhook.format },
    {
      key: 'success',
      header: 'Success 24 h',
      align: 'end',
      cell: ({ figures }) => figures !== undefined && <Success figures={figures} />,
    },
    {
      key: 'p95',
      header: 'p95',
      align: 'end',
      narrow: 'hidden',
      cell: ({ figures }) => (figures?.day.p95Ms == null ? '–' : formatDuration(figures.day.p95Ms)),
    },
    {
      key: 'waiting',
      header: 'Waiting',
      align: 'end',
      narrow: 'hidden',
      cell: ({ figures }) => (figures === undefined ? '' : formatCount(figures.waiting)),
    },
    {
      key: 'last',
      header: 'Last attempt',
      align: 'end',
      cell: ({ figures }) => {
        if (figures === undefined || figures.lastAttempt === null) return <span className="muted">–</span>;
        const { at, status, reason } = figures.lastAttempt;
        return (
          <>
            {status ?? reasonShort(reason, status)} · <Time at={at} />
          </>
        );
      },
    },
  ];
}

function Success({ figures: { day, hours } }: { figures: WebhookFigures }) {
  return (
    <span
      style={{
        display: 'inline-flex',
        verticalAlign: 'middle',
        alignItems: 'center',
        gap: 8,
        whiteSpace: 'nowrap',
      }}
    >
      <Sparkline hours={hours} />
      {formatRate(day.delivered, day.delivered + day.failed)}
    </span>
  );
}
