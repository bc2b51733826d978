/** A query that cannot be run. Its message is for whoever wrote the query and says where it goes wrong. */
export class QueryError extends Error {
  /** Where in the query, counted from 1. */
  readonly column: number;

  constructor(column: number, message: string) {
    super(`Column ${column}: ${message}`);
    this.name = 'QueryError';
    this.column = column;
  }
}
