import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

/** An open stream of server-sent events, and its text so far. */
export interface ListenedStream {
  answer: IncomingMessage;
  /** Waits for a part of the text, or the end; answers with all of it so far. */
  until(part: string): Promise<string>;
  /** Waits for the end. */
  end(): Promise<string>;
  /** Lets go of it. */
  close(): void;
}

/** Opens a stream with a connection of its own, and none kept for later: closing the server would wait for it. */
export async function listenToStream(url: string, headers: Record<string, string>): Promise<ListenedStream> {
  const request = get(url, { headers, agent: false });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  const reader = answer.setEncoding('utf8')[Symbol.asyncIterator]();
  let text = '';
  async function until(done: (text: string) => boolean): Promise<string> {
    while (!done(text)) {
      const { value, done: ended } = await reader.next();
      if (ended) break;
      text += value;
    }
    return text;
  }
  return {
    answer,
    until: (part) => until((now) => now.includes(part)),
    end: () => until(() => false),
    close: () => request.destroy(),
  };
}
