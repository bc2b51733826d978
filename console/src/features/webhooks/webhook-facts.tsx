import type { ReactNode } from 'react';
import type { Webhook } from '../../shared/api/types.ts';
import { formatDuration } from '../../shared/format/duration.ts';
import type { Fact } from '../../shared/ui/facts.tsx';
import { Id } from '../../shared/ui/id.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { describeDelays } from './delays.ts';

/** `cloudevents, binary, com.example`: the format, and what is not usual about it. */
function formatWords({ format, settings }: Webhook): string {
  if (format !== 'cloudevents') return format;
  const prefix = typeof settings.typePrefix === 'string' ? settings.typePrefix : '';
  return [format, settings.mode === 'binary' ? 'binary' : '', prefix]
    .filter((word) => word !== '')
    .join(', ');
}

/** How a webhook is set, in words; `history` stands behind its last change. */
export function webhookFacts(webhook: Webhook, history?: ReactNode): Fact[] {
  const { policy, limits, tls, signingSecrets } = webhook;
  const older = signingSecrets.find(({ validUntil }) => validUntil !== null);
  return [
    {
      label: 'URL',
      value: (
        <span className="mono">
          <Plain text={webhook.url} max={2048} />
        </span>
      ),
    },
    { label: 'Format', value: formatWords(webhook) },
    {
      label: 'Retries',
      value: policy === null ? 'As usual for the format' : describeDelays(policy.retryDelaysMs),
    },
    {
      label: 'Time limits',
      value:
        policy === null
          ? 'As usual for the format'
          : `${formatDuration(policy.connectTimeoutMs)} to connect, ${formatDuration(policy.totalTimeoutMs)} for everything`,
    },
    {
      label: 'Pace',
      value: `${limits.concurrency} at the same time, ${
        limits.ratePerSecond === null ? 'as fast as it goes' : `${limits.ratePerSecond} a second`
      }, ${limits.ordering === 'object' ? 'in order for each object' : 'side by side'}`,
    },
    {
      label: 'Headers',
      value:
        webhook.headerNames.length === 0 ? 'None' : <Plain text={webhook.headerNames.join(', ')} max={400} />,
    },
    { label: 'Signs in', value: webhook.credentials === null ? 'No' : `With ${webhook.credentials.type}` },
    ...(tls === null
      ? []
      : [{ label: 'TLS', value: tls.certificate === null ? 'Own authority' : 'Client certificate' }]),
    {
      label: 'Signing secret',
      value:
        older === undefined ? (
          'One, hidden'
        ) : (
          <>
            New one; the old one signs too until <Time at={older.validUntil} />
          </>
        ),
    },
    {
      label: 'Changed',
      value: (
        <>
          <Time at={webhook.updatedAt} />
          {webhook.updatedBy !== null && (
            <>
              {' by '}
              <Plain text={webhook.updatedBy} />
            </>
          )}{' '}
          {history}
        </>
      ),
    },
    { label: 'Id', value: <Id id={webhook.id} whole what="the id of the webhook" /> },
  ];
}
