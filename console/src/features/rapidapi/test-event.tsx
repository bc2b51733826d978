import { Button, Select } from '@mantine/core';
import { useRef, useState } from 'react';
import { useWhyNot } from '../../shared/api/session.ts';
import { formatDuration } from '../../shared/format/duration.ts';
import { jsonProblem, pretty } from '../../shared/format/json-place.ts';
import { shortUrl } from '../../shared/format/url.ts';
import { statusText } from '../../shared/log/http-status.ts';
import { JsonEditor } from '../../shared/ui/json-editor/json-editor.tsx';
import { JsonView } from '../../shared/ui/json-view.tsx';
import { MayButton } from '../../shared/ui/may.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import { Trouble } from '../../shared/ui/states.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { askGraph, type EventType, type EventUrl } from './graph.ts';
import classes from './test-event.module.css';

interface Tested {
  id: string;
  request: { method: string; headers: Record<string, string>; body: string };
  response: { status: number; headers: Record<string, string | string[]>; body: string } | null;
  succeeded: boolean;
  detail: string | null;
  durationMs: number;
}

const mutation = `mutation A($type: String!, $url: String!, $body: String) {
  testEvent(type: $type, url: $url, body: $body) {
    id succeeded detail durationMs request { method headers body } response { status headers body }
  }
}`;

/** Sends one test and shows what came back. The body stays as it was edited, whatever the URL. */
export function TestEvent({
  org,
  type,
  urls,
  example,
  off,
}: {
  org: string;
  type: EventType;
  urls: readonly EventUrl[];
  example: string;
  off: boolean;
}) {
  const [initial] = useState(() => pretty(example));
  const [body, setBody] = useState(initial);
  const [url, setUrl] = useState(urls[0]!.id);
  const [result, setResult] = useState<Tested | null>(null);
  const [earlier, setEarlier] = useState<{ at: string; words: string }[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const waiting = useRef<AbortController | null>(null);
  const why = useWhyNot('editor', 'Sending a test event');
  const wrong = jsonProblem(body);

  async function send() {
    if (wrong !== undefined || busy) return;
    const abort = new AbortController();
    waiting.current = abort;
    setBusy(true);
    setError(null);
    setResult(null);
    try {
      const variables = { type: type.id, url, body };
      const { testEvent } = await askGraph<{ testEvent: Tested }>(org, mutation, variables, abort.signal);
      setResult(testEvent);
      setEarlier((now) => [{ at: new Date().toISOString(), words: inWords(testEvent) }, ...now].slice(0, 6));
    } catch (thrown) {
      if (!abort.signal.aborted) setError(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Select
        label="Test URL"
        data={urls.map(({ id, url: text }, index) => ({
          value: id,
          label: `${index + 1} · ${shortUrl(text, 90)}`,
        }))}
        value={url}
        onChange={(id) => {
          setUrl(id ?? url);
          setResult(null);
        }}
      />
      <p className="muted small">
        {off && 'Event triggers are off. Tests are still sent. '}A test is sent once and never retried. The
        receiver may act on it as on a real event.
      </p>
      <div className={classes.panes}>
        <section aria-label="Request">
          <div className={classes.head}>
            <h3>Request</h3>
            {body !== initial && <span className="muted">edited</span>}
            <span className={classes.tools}>
              {body !== initial && (
                <Button variant="subtle" size="compact-xs" onClick={() => setBody(initial)}>
                  Reset
                </Button>
              )}
              <Button variant="subtle" size="compact-xs" onClick={() => setBody(pretty(body))}>
                Format
              </Button>
            </span>
          </div>
          <JsonEditor
            label="Body"
            hidden
            rows={16}
            value={body}
            error={wrong}
            onChange={setBody}
            onSubmit={() => void send()}
          />
          <div className={classes.buttons}>
            <MayButton why={why} onClick={() => void send()} loading={busy}>
              Test event
            </MayButton>
            {busy && (
              <Button variant="default" onClick={() => waiting.current?.abort()}>
                Cancel
              </Button>
            )}
            <span className="muted small">Ctrl Enter</span>
          </div>
        </section>
        <section aria-label="Response">
          <div className={classes.head}>
            <h3>Response</h3>
          </div>
          <div role="status" className="only-heard">
            {result === null ? '' : `Answer ${inWords(result)}`}
          </div>
          {error !== null && <Trouble what="The test could not be sent." error={error} />}
          {result === null && error === null && (
            <p className="muted">
              {busy ? 'Waiting for the answer …' : 'Nothing sent yet. Press Test event.'}
            </p>
          )}
          {result !== null && <Answer result={result} />}
          {earlier.length > 1 && (
            <p className="muted small">
              Earlier in this dialog:{' '}
              {earlier.slice(1).map(({ at, words }) => (
                <span key={at}>
                  <Time at={at} /> {words}{' '}
                </span>
              ))}
            </p>
          )}
        </section>
      </div>
    </>
  );
}

function inWords({ response, durationMs }: Tested): string {
  return `${response === null ? 'none' : statusText(response.status)} in ${formatDuration(durationMs)}`;
}

function Answer({ result }: { result: Tested }) {
  const { response, succeeded, detail, durationMs } = result;
  return (
    <>
      <p className={classes.status} data-good={succeeded}>
        <strong>{response === null ? 'No answer' : statusText(response.status)}</strong> ·{' '}
        <span className="numbers">{formatDuration(durationMs)}</span>
      </p>
      {detail !== null && (
        <p>
          <Plain text={detail} max={500} />
        </p>
      )}
      {response !== null && (
        <>
          <details>
            <summary>{`Headers (${Object.keys(response.headers).length})`}</summary>
            <ul className={classes.headers}>
              {Object.entries(response.headers).map(([name, value]) => (
                <li key={name}>
                  <Plain text={`${name}: ${[value].flat().join(', ')}`} max={1000} />
                </li>
              ))}
            </ul>
          </details>
          <JsonView text={response.body} label="Response body" />
        </>
      )}
    </>
  );
}
