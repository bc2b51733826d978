/** What is read of a Postman collection of the format 2.0 or 2.1. */
export interface Collection {
  info: { name: string; schema: string; description?: Described; version?: string | CollectionVersion };
  item: unknown[];
  variable?: Pair[];
  auth?: unknown;
  event?: unknown[];
}

export interface CollectionVersion {
  major: number;
  minor: number;
  patch: number;
}

/** A text, or a text with its kind. */
export type Described = string | { content?: string } | null;

export interface Pair {
  key?: string | null;
  /** Of variables, in old collections. */
  id?: string | null;
  value?: unknown;
  description?: Described;
  disabled?: boolean;
}

/** A folder, where it has items; else a request. */
export interface Item {
  name?: string;
  description?: Described;
  item?: unknown[];
  request?: CollectionRequest | string;
  response?: Response[];
  auth?: unknown;
  event?: unknown[];
}

export interface CollectionRequest {
  url?: RequestUrl | string | null;
  method?: string;
  description?: Described;
  header?: Pair[] | string | null;
  body?: Body | null;
  auth?: unknown;
}

export interface RequestUrl {
  raw?: string;
  protocol?: string;
  host?: string | string[];
  port?: string;
  path?: string | (string | { value?: string })[];
  query?: Pair[];
  variable?: Pair[];
}

export interface Body {
  mode?: string;
  raw?: string;
  urlencoded?: Pair[] | string;
  formdata?: Pair[];
  graphql?: { query?: string; variables?: unknown };
  options?: { raw?: { language?: string } };
}

export interface Response {
  name?: string | null;
  code?: number | null;
  body?: string | null;
  header?: Pair[] | string | null;
}
