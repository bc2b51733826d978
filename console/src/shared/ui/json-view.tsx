import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { numbersSurvive } from '../format/json-numbers.ts';
import { pretty } from '../format/json-place.ts';
import { plainText } from '../format/plain.ts';
import { Copy } from './copy.tsx';
import { JsonTree } from './json-tree.tsx';
import classes from './json-view.module.css';

/** So many lines at once: a megabyte in one piece would hold up the page. */
const chunk = 200;

/**
 * A body as it was sent or received: JSON folded and coloured, everything else as text; never as a page. JSON whose numbers
 * have more digits than a script reads is laid out as text, so that no number is shown that nobody sent.
 */
export function JsonView({ text, label }: { text: string; label: string }) {
  const parsed = useMemo(() => parse(text), [text]);
  const exact = useMemo(() => numbersSurvive(text), [text]);
  const [raw, setRaw] = useState(false);
  if (text === '') return <p className="muted">Empty.</p>;
  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        {parsed !== undefined && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setRaw(!raw)}>
            {raw ? (exact ? 'As a tree' : 'Laid out') : 'As it was sent'}
          </Button>
        )}
        <Copy text={text} what={label} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard. */}
      <section className={classes.code} tabIndex={0} aria-label={label}>
        {parsed !== undefined && !raw && exact && <JsonTree value={parsed.value} />}
        {parsed !== undefined && !raw && !exact && <Lines text={pretty(text)} />}
        {(parsed === undefined || raw) && <Lines text={text} />}
      </section>
    </div>
  );
}

function Lines({ text }: { text: string }) {
  const [shown, setShown] = useState(chunk);
  const lines = useMemo(() => cutLong(plainText(text)).split('\n'), [text]);
  const rest = lines.length - shown;
  return (
    <>
      <pre dir="ltr">{lines.slice(0, shown).join('\n')}</pre>
      {rest > 0 && (
        <Button variant="default" size="compact-xs" onClick={() => setShown(shown + chunk)}>
          {`Show ${Math.min(rest, chunk)} more of ${rest} lines`}
        </Button>
      )}
    </>
  );
}

/** A line of a megabyte is laid out as slowly as a megabyte of lines: it is broken where nobody could read on anyway. */
function cutLong(text: string): string {
  return text.replace(/[^\n]{2000}/g, '$&\n');
}

function parse(text: string): { value: unknown } | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
