import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { ApiProblem, sentence } from '../api/problem.ts';
import { ChangedMeanwhile } from '../api/use-version.ts';
import { Conflict, type ConflictFacts } from './conflict.tsx';
import { Leave } from './leave.tsx';
import { MayButton } from './may.tsx';
import { Trouble } from './states.tsx';

/** What a field of a form needs to know of it. */
export interface FormFields {
  /** What the server said of a field, by its JSON pointer. */
  errorOf(pointer: string): string | undefined;
}

/**
 * The skeleton of each form: fields, what is wrong that no field shows, buttons. What was typed stays; the first field
 * that is wrong gets the focus.
 */
export function Form({
  save,
  onSave,
  onCancel,
  dirty,
  known,
  conflict,
  why,
  children,
}: {
  /** The words on the button. */
  save: string;
  /** Throws an ApiProblem for what is not accepted. */
  onSave: () => Promise<unknown>;
  onCancel?: () => void;
  dirty: boolean;
  /** The pointers that a field shows. What is wrong elsewhere stands above the buttons. */
  known: readonly string[];
  /** Set once somebody else was quicker; the next save is over theirs. */
  conflict?: ConflictFacts | undefined;
  /** Why it may be read only, where that is so. */
  why?: string | undefined;
  children: (fields: FormFields) => ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const form = useRef<HTMLFormElement>(null);
  const problems = error instanceof ApiProblem ? error.fields : [];
  const shownAt = (pointer: string) => known.find((one) => pointer === one || pointer.startsWith(`${one}/`));
  const elsewhere = problems.filter(({ pointer }) => shownAt(pointer) === undefined);
  function errorOf(pointer: string): string | undefined {
    const mine = problems.filter((problem) => shownAt(problem.pointer) === pointer);
    return mine.length === 0 ? undefined : mine.map(({ detail }) => sentence(detail)).join(' ');
  }

  useEffect(() => {
    if (error === null) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);

  async function run() {
    if (why !== undefined) return;
    setBusy(true);
    setError(null);
    try {
      setSaved(true);
      await onSave();
    } catch (thrown) {
      setSaved(false);
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Leave when={dirty && !saved} />
      {conflict !== undefined && <Conflict {...conflict} busy={busy} onSaveMine={() => void run()} />}
      <div style={{ display: 'flex', flexDirection: 'column', gap: 16 }}>{children({ errorOf })}</div>
      <div style={{ marginBlockStart: 20 }}>
        {error !== null &&
          !(error instanceof ChangedMeanwhile) &&
          (problems.length === 0 || elsewhere.length > 0) && <Trouble error={withFields(error, elsewhere)} />}
        <div style={{ display: 'flex', gap: 8 }}>
          <MayButton why={why} type="submit" loading={busy}>
            {conflict === undefined ? save : `${save}, over theirs`}
          </MayButton>
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}

/** The problem in words, with those fields that nothing else shows. */
function withFields(error: unknown, elsewhere: readonly { pointer: string; detail: string }[]): unknown {
  if (!(error instanceof ApiProblem) || elsewhere.length === 0) return error;
  const details = elsewhere.map(({ pointer, detail }) => `${pointer} ${detail}`.trim()).join('; ');
  return new ApiProblem({
    status: error.status,
    code: error.code,
    detail: `${sentence(error.message)} ${sentence(details)}`,
    requestId: error.requestId,
  });
}
