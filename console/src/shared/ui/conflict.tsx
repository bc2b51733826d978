import { Alert, Button } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { formatTime } from '../format/time.ts';
import classes from './conflict.module.css';
import { Plain } from './plain.tsx';

/** A field in which the two differ, in words. */
export interface Difference {
  label: string;
  theirs: string;
  mine: string;
}

/** What somebody else saved meanwhile, for the form that shows it. */
export interface ConflictFacts {
  at: string;
  by: string | null;
  differences: readonly Difference[];
  /** Begins anew with theirs. */
  onTakeTheirs: () => void;
}

/** Says that somebody else was quicker, what they saved, and lets one choose. Nothing that was typed is lost. */
export function Conflict({
  at,
  by,
  differences,
  onTakeTheirs,
  onSaveMine,
  busy,
}: ConflictFacts & { onSaveMine: () => void; busy: boolean }) {
  const [shown, setShown] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  // It stands at the top of a long form, and saving happens at its end. For each new one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => box.current?.focus(), [at]);

  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      variant="default"
      className={classes.conflict}
      icon={<IconGitMerge aria-hidden />}
      title={
        <>
          Somebody changed this at {formatTime(new Date(at), new Date())}
          {by !== null && (
            <>
              {' '}
              (<Plain text={by} max={80} />)
            </>
          )}
          . Yours is kept below.
        </>
      }
    >
      {shown && <Differences differences={differences} />}
      <div className={classes.buttons}>
        {shown ? (
          <Button variant="default" size="xs" onClick={onTakeTheirs}>
            Take theirs
          </Button>
        ) : (
          <Button variant="default" size="xs" onClick={() => setShown(true)}>
            Show theirs
          </Button>
        )}
        <Button variant="default" size="xs" loading={busy} onClick={onSaveMine}>
          Save mine
        </Button>
      </div>
    </Alert>
  );
}

function Differences({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return <p>In the fields of this form, theirs is the same as yours.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard.
    <section aria-label="Theirs and yours" className={classes.scroll} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Theirs</th>
            <th scope="col">Yours</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ label, theirs, mine }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <Plain text={theirs} max={300} />
              </td>
              <td>
                <Plain text={mine} max={300} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
