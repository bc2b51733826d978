import { Button, CopyButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reading } from '../../shared/api/query.ts';
import type { Attempt, AttemptDetails, Body } from '../../shared/api/types.ts';
import { formatBytes } from '../../shared/format/bytes.ts';
import { formatDuration } from '../../shared/format/duration.ts';
import { curlOf } from '../../shared/log/curl.ts';
import { statusText } from '../../shared/log/http-status.ts';
import { reasonWords } from '../../shared/log/reasons.ts';
import { JsonView } from '../../shared/ui/json-view.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Loading, Trouble } from '../../shared/ui/states.tsx';
import { Time } from '../../shared/ui/time.tsx';
import classes from './delivery-page.module.css';

/** One attempt: the request and the answer side by side, as they were then. */
export function AttemptDetail({
  org,
  attempt,
  urlNow,
}: {
  org: string;
  attempt: Attempt;
  /** Where the webhook points to today. */
  urlNow: string | undefined;
}) {
  const { data, error } = useQuery({
    ...reading('/api/v1/organizations/{org}/attempts/{id}', { path: { org, id: attempt.id } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const moved =
    urlNow !== undefined && data !== undefined && !data.request.url.startsWith(urlNow.replace(/\/+$/, ''));
  return (
    <section className={classes.detail} aria-label={`Attempt ${attempt.number}`}>
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8, flexWrap: 'wrap' }}>
        <h2>
          Attempt {attempt.number} · <Time at={attempt.startedAt} />
        </h2>
        {data !== undefined && (
          <CopyButton value={curlOf(data.request)} timeout={2000}>
            {({ copied, copy }) => (
              <Button variant="default" size="xs" onClick={copy}>
                {copied ? 'Copied' : 'Copy curl'}
              </Button>
            )}
          </CopyButton>
        )}
      </div>
      <Timings attempt={attempt} />
      {moved && <p className="muted">The webhook points elsewhere now.</p>}
      {error !== null && <Trouble what="The attempt could not be loaded." error={error} />}
      {data === undefined ? error === null && <Loading rows={4} /> : <Sides data={data} />}
    </section>
  );
}

function Timings({ attempt: { timings } }: { attempt: Attempt }) {
  const words = { dns: 'name', connect: 'connect', tls: 'TLS', wait: 'wait', body: 'body' } as const;
  const phases = (Object.keys(words) as (keyof typeof words)[]).filter(
    (phase) => timings[phase] !== undefined,
  );
  return (
    <p className={`${classes.timings} numbers`}>
      <span>took {formatDuration(timings.total)}</span>
      {phases.map((phase) => (
        <span key={phase}>
          {words[phase]} {formatDuration(timings[phase] ?? 0)}
        </span>
      ))}
    </p>
  );
}

function Sides({ data }: { data: AttemptDetails }) {
  const { request, response } = data;
  return (
    <div className={classes.sides}>
      <section className={classes.side} aria-label="Request">
        <h3>Request</h3>
        <p className={`${classes.address} mono`}>
          {request.method} <Plain text={request.url} max={2100} />
        </p>
        <Headers headers={request.headers} />
        {request.body !== null && <BodyView body={request.body} label="Body of the request" />}
      </section>
      <section className={classes.side} aria-label="Response">
        <h3>Response</h3>
        {response === null ? (
          <NoAnswer data={data} />
        ) : (
          <>
            <p className={classes.address}>
              {statusText(response.status)} · {formatBytes(response.size)}
              {response.cut && <span className="muted"> (only the first of it is kept)</span>}
            </p>
            <Headers headers={response.headers} />
            <BodyView body={response.body} label="Body of the response" />
          </>
        )}
      </section>
    </div>
  );
}

function NoAnswer({ data: { reason, status, detail } }: { data: AttemptDetails }) {
  return (
    <>
      <p>{reason === null ? 'No answer.' : reasonWords(reason, status).happened}</p>
      {detail !== null && (
        <p className="muted">
          <Plain text={detail} max={600} />
        </p>
      )}
    </>
  );
}

function Headers({ headers }: { headers: Record<string, string | string[]> }) {
  const rows = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((one, index) => ({ key: `${name} ${index}`, name, value: one })),
  );
  return (
    <details className={classes.headers}>
      <summary>Headers ({rows.length})</summary>
      <table>
        <tbody>
          {rows.map(({ key, name, value }) => (
            <tr key={key}>
              <th scope="row">
                <Plain text={name} />
              </th>
              <td>
                <Plain text={value} max={2000} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function BodyView({ body: { encoding, content }, label }: { body: Body; label: string }) {
  if (encoding === 'utf-8') return <JsonView text={content} label={label} />;
  return (
    <>
      <p className="muted">These bytes are no text. Shown as base64.</p>
      <JsonView text={content} label={label} />
    </>
  );
}
