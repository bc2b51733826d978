import { type ReactNode, useState } from 'react';
import { plainLine, plainText } from '../format/plain.ts';
import classes from './json-view.module.css';

const openDepth = 2;
const chunk = 100;

/** Of a long text, at first and with each press: a megabyte in one piece would hold up the page. */
const firstCharacters = 2000;
const moreCharacters = 20_000;

/** JSON, coloured; what lies deeper than two levels is folded. */
export function JsonTree({ value }: { value: unknown }) {
  return (
    <div className={classes.tree} dir="ltr">
      <Node value={value} depth={0} />
    </div>
  );
}

function Node({ name, value, depth }: { name?: string; value: unknown; depth: number }) {
  if (typeof value === 'object' && value !== null) {
    return <Branch {...(name !== undefined && { name })} value={value} depth={depth} />;
  }
  return (
    <div className={classes.line}>
      <Name name={name} />
      <Leaf value={value} />
    </div>
  );
}

function Branch({ name, value, depth }: { name?: string; value: object; depth: number }) {
  const list = Array.isArray(value);
  const entries = list ? value.map((item, index) => [String(index), item] as const) : Object.entries(value);
  const [open, setOpen] = useState(depth < openDepth && entries.length <= chunk);
  const [shown, setShown] = useState(chunk);
  const [left, right] = list ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) {
    return (
      <div className={classes.line}>
        <Name name={name} />
        {left + right}
      </div>
    );
  }
  const size = list ? `${entries.length} items` : `${entries.length} fields`;
  return (
    <div>
      <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span aria-hidden className={classes.mark}>
          {open ? '▾' : '▸'}
        </span>
        <Name name={name} />
        {open ? left : `${left} … ${right}`} <span className={classes.size}>{open ? '' : size}</span>
      </button>
      {open && (
        <>
          <div className={classes.inside}>
            {entries.slice(0, shown).map(([key, item]) => (
              <Node key={key} {...(!list && { name: key })} value={item} depth={depth + 1} />
            ))}
            {entries.length > shown && (
              <button type="button" className={classes.more} onClick={() => setShown(shown + chunk)}>
                {`Show more of ${entries.length - shown}`}
              </button>
            )}
          </div>
          <div className={classes.line}>{right}</div>
        </>
      )}
    </div>
  );
}

function Name({ name }: { name: string | undefined }): ReactNode {
  if (name === undefined) return null;
  return (
    <>
      <span className={classes.key}>
        <bdi dir="ltr">{plainLine(JSON.stringify(name), 200)}</bdi>
      </span>
      {': '}
    </>
  );
}

function Leaf({ value }: { value: unknown }) {
  const [shown, setShown] = useState(firstCharacters);
  if (typeof value !== 'string') {
    const kind = typeof value === 'number' ? classes.number : classes.word;
    return <span className={kind}>{String(value)}</span>;
  }
  const text = JSON.stringify(value);
  const rest = text.length - shown;
  return (
    <span className={classes.string}>
      <bdi dir="auto">{plainText(rest > 0 ? `${text.slice(0, shown)}…` : text)}</bdi>
      {rest > 0 && (
        <button type="button" className={classes.more} onClick={() => setShown(shown + moreCharacters)}>
          {`Show ${Math.min(rest, moreCharacters)} more of ${rest} characters`}
        </button>
      )}
      {shown > firstCharacters && (
        <button type="button" className={classes.more} onClick={() => setShown(firstCharacters)}>
          Show less
        </button>
      )}
    </span>
  );
}
