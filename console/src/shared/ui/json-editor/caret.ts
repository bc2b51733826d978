/** Where somebody was writing when the editor came in place of the plain field. */
export interface Caret {
  /** Null where the field did not have the focus. */
  at: number | null;
}
