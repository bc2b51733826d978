/** A query as it was written, before anything is known of types and fields. */
export interface Query {
  selections: Selection[];
  from: Name;
  where: Expression | null;
  required: { relation: Name; condition: Expression | null }[];
  order: { path: Name[]; descending: boolean }[];
  page: number;
  /** Null where the query says nothing. */
  items: number | null;
}

/** A name, and the column where it stands. */
export interface Name {
  text: string;
  column: number;
}

/** `username` has one name and no star; `member.*` one name and a star; `*` no name and a star. */
export interface Selection {
  path: Name[];
  all: boolean;
}

/** A condition. */
export type Expression =
  | { kind: 'and' | 'or'; parts: Expression[] }
  | { kind: 'not'; part: Expression }
  | { kind: 'comparison'; path: Name[]; operator: Operator; values: Literal[] };

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like' | 'in' | 'is-null';

/** A value. `text` is what was written, so that `007` can be compared with a text. */
export interface Literal {
  kind: 'text' | 'number' | 'boolean';
  text: string;
  column: number;
}
