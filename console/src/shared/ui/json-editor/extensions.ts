import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { Compartment, type Extension } from '@codemirror/state';
import { Decoration, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { jsonBrokenAt } from '../../format/json-place.ts';
import { pageNonce } from '../../theme/nonce.ts';

/** Where the names for screen readers stand, which change with what is wrong. */
export const attributesSlot = new Compartment();

export function attributesOf(label: string, errorId: string | undefined): Extension {
  return EditorView.contentAttributes.of({
    'aria-label': label,
    'aria-invalid': String(errorId !== undefined),
    ...(errorId !== undefined && { 'aria-describedby': errorId }),
  });
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--code-key)' },
  { tag: tags.string, color: 'var(--code-string)' },
  { tag: tags.number, color: 'var(--code-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--code-word)' },
]);

const looks = EditorView.theme({
  '&': { blockSize: '100%', color: 'var(--text)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '18px' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--text)' },
  '.cm-gutters': { background: 'var(--sunk)', color: 'var(--muted)', borderColor: 'var(--line)' },
  '.cm-line.broken': { background: 'var(--failed-tint)' },
});

const brokenLine = Decoration.line({ class: 'broken' });

/** The line where the text stops being JSON. */
const marks = EditorView.decorations.compute(['doc'], ({ doc }) => {
  const at = doc.length === 0 ? undefined : jsonBrokenAt(doc.toString());
  if (at === undefined) return Decoration.none;
  return Decoration.set(brokenLine.range(doc.lineAt(Math.min(at, doc.length)).from));
});

/** All that the editor is. Tab leaves it, as it leaves any field. */
export function jsonExtensions(onSubmit: () => void): Extension {
  const nonce = pageNonce();
  return [
    nonce === undefined ? [] : EditorView.cspNonce.of(nonce),
    keymap.of([
      {
        key: 'Mod-Enter',
        run: () => {
          onSubmit();
          return true;
        },
      },
    ]),
    history(),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    lineNumbers(),
    indentOnInput(),
    EditorView.lineWrapping,
    json(),
    syntaxHighlighting(colours),
    looks,
    marks,
  ];
}
