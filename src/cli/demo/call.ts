/** One call that the demo's receiver got. */
export interface ReceivedCall {
  method: string;
  /** Path and query. */
  url: string;
  webhookId: string;
  /** Milliseconds since the epoch. */
  atMs: number;
  /** What was answered. */
  status: number;
  body: string;
}
