import { countOf } from '../../shared/format/count.ts';
import { shortUrl } from '../../shared/format/url.ts';
import { Plain } from '../../shared/ui/plain.tsx';
import { Time } from '../../shared/ui/time.tsx';
import type { EventUrl } from './graph.ts';

interface Counted {
  count: number;
  capped: boolean;
  touched?: { webhookIds: string[]; oldest: string | null; newest: string | null };
}

/** How many deliveries a job would queue, to which URLs, and of which time. */
export function Touched({
  counted: { count, capped, touched },
  urls,
  since,
}: {
  counted: Counted;
  urls: readonly EventUrl[];
  /** From when on, where not all of them were looked at. */
  since: string | null;
}) {
  if (count === 0) return <p>Nothing would be sent.</p>;
  const ids = touched?.webhookIds ?? [];
  return (
    <>
      <p style={{ fontWeight: 500 }}>
        {`${capped ? 'More than ' : ''}${countOf(count, 'delivery', 'deliveries')} will be sent to ${
          capped ? 'at least ' : ''
        }${countOf(ids.length, 'URL', 'URLs')}:`}
      </p>
      <ul style={{ margin: 0, paddingInlineStart: 20 }}>
        {ids.map((id) => (
          <li key={id}>
            <Plain
              text={shortUrl(urls.find((one) => one.id === id)?.url ?? 'a URL that is no longer listed')}
              max={80}
            />
          </li>
        ))}
      </ul>
      <p>
        Attempts made from <Time at={capped && since !== null ? since : touched?.oldest} />
        {capped ? ' on' : ' to '}
        {!capped && <Time at={touched?.newest} />}
      </p>
    </>
  );
}
