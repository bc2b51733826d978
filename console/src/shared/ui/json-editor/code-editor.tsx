import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { Caret } from './caret.ts';
import { attributesOf, attributesSlot, jsonExtensions } from './extensions.ts';
import classes from './json-editor.module.css';

const lineHeightPx = 18;

/** CodeMirror, as a controlled field. */
export function CodeEditor({
  label,
  value,
  errorId,
  rows,
  caret,
  onChange,
  onSubmit,
}: {
  label: string;
  value: string;
  /** The element that says what is wrong. */
  errorId: string | undefined;
  rows: number;
  caret: Caret;
  onChange: (value: string) => void;
  onSubmit?: () => void;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const told = useRef({ onChange, onSubmit });
  useEffect(() => {
    told.current = { onChange, onSubmit };
  });

  // It is made once, with what is there then; the effects below keep it up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    const made = new EditorView({
      parent: frame.current!,
      state: EditorState.create({
        doc: value,
        ...(caret.at !== null && { selection: { anchor: Math.min(caret.at, value.length) } }),
        extensions: [
          jsonExtensions(() => told.current.onSubmit?.()),
          attributesSlot.of(attributesOf(label, errorId)),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (docChanged) told.current.onChange(state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    if (caret.at !== null) made.focus();
    return () => made.destroy();
  }, []);

  useEffect(() => {
    const { current } = view;
    if (current === null || current.state.doc.toString() === value) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    view.current?.dispatch({ effects: attributesSlot.reconfigure(attributesOf(label, errorId)) });
  }, [label, errorId]);

  return (
    <div
      ref={frame}
      className={classes.editor}
      data-wrong={errorId !== undefined || undefined}
      style={{ blockSize: rows * lineHeightPx + 12 }}
    />
  );
}
