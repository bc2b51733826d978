import { Input, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useId, useRef } from 'react';
import type { Caret } from './caret.ts';
import classes from './json-editor.module.css';

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }));

/**
 * A field for JSON: colours, numbered lines, the line that is wrong marked. It is a plain field until the editor has come, and
 * stays one where fingers write, whose keyboards editors know badly.
 */
export function JsonEditor({
  label,
  hidden = false,
  description,
  value,
  error,
  rows = 6,
  text = false,
  onChange,
  onSubmit,
}: {
  label: string;
  /** The label is heard, not seen. */
  hidden?: boolean;
  description?: string;
  value: string;
  /** What is wrong, with line and column; undefined where nothing is. */
  error: string | undefined;
  rows?: number;
  /** No JSON after all: then it is a plain field. */
  text?: boolean;
  onChange: (value: string) => void;
  /** Ctrl Enter. */
  onSubmit?: () => void;
}) {
  const id = useId();
  const coarse = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
  const caret = useRef<Caret>({ at: null });
  const plain = (
    <Textarea
      aria-label={label}
      rows={rows}
      spellCheck={false}
      value={value}
      error={error !== undefined}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
      classNames={{ input: classes.plain ?? '' }}
      onChange={({ currentTarget }) => {
        onChange(currentTarget.value);
        caret.current.at = currentTarget.selectionStart;
      }}
      onSelect={({ currentTarget }) => {
        caret.current.at = currentTarget.selectionStart;
      }}
      onBlur={() => {
        caret.current.at = null;
      }}
      onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && onSubmit?.()}
    />
  );
  return (
    <Input.Wrapper
      label={hidden ? undefined : label}
      labelElement="div"
      description={description}
      error={error}
      errorProps={{ id: `${id}-error` }}
    >
      {coarse || text ? (
        plain
      ) : (
        <Suspense fallback={plain}>
          <CodeEditor
            label={label}
            value={value}
            errorId={error === undefined ? undefined : `${id}-error`}
            rows={rows}
            caret={caret.current}
            onChange={onChange}
            {...(onSubmit !== undefined && { onSubmit })}
          />
        </Suspense>
      )}
    </Input.Wrapper>
  );
}
