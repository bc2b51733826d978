import type { ReactNode } from 'react';
import type { AttemptDetails, Body } from '../api/types.ts';
import { formatBytes } from '../format/bytes.ts';
import { formatDuration } from '../format/duration.ts';
import { JsonView } from '../ui/json-view.tsx';
import { Plain } from '../ui/plain.tsx';
import classes from './exchange.module.css';
import { statusText } from './http-status.ts';
import { reasonWords } from './reasons.ts';

/** What was sent and what came back, side by side. All of it is text, whatever it says it is. */
export function Exchange({
  exchange,
}: {
  exchange: Pick<AttemptDetails, 'request' | 'response' | 'reason' | 'status' | 'timings' | 'detail'>;
}) {
  const { request, response, timings } = exchange;
  return (
    <div className={classes.panes}>
      <section aria-label="Request" className={classes.pane}>
        <h3>Request</h3>
        <p className={classes.line}>
          <span className="mono">
            {request.method} <Plain text={request.url} max={2000} />
          </span>
        </p>
        <Headers headers={request.headers} />
        <BodyView body={request.body} label="Request body" />
      </section>
      <section aria-label="Response" className={classes.pane}>
        <h3>Response</h3>
        {response === null ? (
          <NoAnswer exchange={exchange} />
        ) : (
          <>
            <p className={classes.line}>
              <strong data-good={response.status >= 200 && response.status < 300}>
                {statusText(response.status)}
              </strong>
              {' · '}
              <span className="numbers">
                {formatDuration(timings.total)} · {formatBytes(response.size)}
              </span>
            </p>
            {exchange.reason !== null && <p>{reasonWords(exchange.reason, exchange.status).happened}</p>}
            <Headers headers={response.headers} />
            <BodyView body={response.body} label="Response body" />
            {response.cut && (
              <p className="muted">{`Only the beginning is kept of at least ${formatBytes(response.size)}.`}</p>
            )}
          </>
        )}
      </section>
    </div>
  );
}

function NoAnswer({
  exchange,
}: {
  exchange: Pick<AttemptDetails, 'reason' | 'status' | 'timings' | 'detail'>;
}) {
  const { happened, todo } = reasonWords(exchange.reason ?? 'answer-broken', exchange.status);
  return (
    <>
      <p className={classes.line}>
        <strong data-good={false}>No answer</strong>
        {' · '}
        <span className="numbers">{formatDuration(exchange.timings.total)}</span>
      </p>
      <p>
        {happened} {todo}
      </p>
      {exchange.detail !== null && (
        <p className="muted">
          <Plain text={exchange.detail} max={500} />
        </p>
      )}
    </>
  );
}

function Headers({ headers }: { headers: Record<string, string | string[]> }) {
  const all = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one, index) => ({ name, one, key: `${name} ${index}` })),
  );
  return (
    <details className={classes.headers}>
      <summary>{`Headers (${all.length})`}</summary>
      <dl>
        {all.map(({ name, one, key }) => (
          <div key={key}>
            <dt>
              <Plain text={name} max={120} />
            </dt>
            <dd>
              <Plain text={one} max={1000} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function BodyView({ body, label }: { body: Body | null; label: string }): ReactNode {
  if (body === null || body.content === '') return <p className="muted">No body.</p>;
  if (body.encoding === 'base64') {
    return (
      <p className="muted">{`${formatBytes(Math.floor((body.content.length * 3) / 4))} that are no text.`}</p>
    );
  }
  return <JsonView text={body.content} label={label} />;
}
