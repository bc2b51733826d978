import pg from 'pg';

/** What `pg` has, and its types do not. */
interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * `copy … from stdin` with its rows right behind it. The server reads them once it has begun the statement, and overlooks them
 * where that fails (PostgreSQL, Message Flow, COPY Operations). So nothing has to wait for an answer in between.
 */
class CopyIn extends pg.Query {
  readonly #text: string;
  readonly #rows: Buffer;

  constructor(text: string, rows: Buffer, done: (error: Error | null | undefined) => void) {
    super(text, undefined, done);
    this.#text = text;
    this.#rows = rows;
  }

  /** Called by `pg` when it is this statement's turn. */
  override submit = (connection: pg.Connection): null => {
    connection.query(this.#text);
    (connection as CopyConnection).sendCopyFromChunk(this.#rows);
    (connection as CopyConnection).endCopyFrom();
    return null;
  };

  /** Called by `pg` when the server asks for the rows, which are on their way already. */
  handleCopyInResponse(): void {}
}

/** Runs `copy … from stdin` with rows of `createCopyRows`. */
export function copyIn(client: pg.ClientBase, text: string, rows: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(text, rows, (error) => (error ? reject(error) : resolve())));
  });
}
