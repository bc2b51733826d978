import { tellLost } from './lost.ts';
import { waitAfter } from './stream-wait.ts';

/** What is heard of a stream. */
export interface StreamEars {
  onOpen: () => void;
  onBroken: () => void;
  /** The page is hidden, and nothing is heard until it is seen again. What came meanwhile has to be read then. */
  onHidden: () => void;
  /** By the names of its messages. */
  on: Record<string, (data: string) => void>;
}

/**
 * Listens to a stream until what it returns is called. The browser connects again by itself where the connection broke; an
 * answer that is no stream (503 from a proxy, 401 after the session) ends it for good, so that a new one is opened here.
 *
 * A hidden page listens to nothing: over HTTP/1.1 a browser has six connections to a server, for all of its tabs together,
 * and a stream keeps one of them.
 */
export function openStream(address: string, { onOpen, onBroken, onHidden, on }: StreamEars): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  const open = () => {
    const opened = new EventSource(address);
    source = opened;
    opened.addEventListener('open', () => {
      failures = 0;
      onOpen();
    });
    opened.addEventListener('error', () => {
      onBroken();
      tellLost();
      if (opened.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, waitAfter(failures));
      failures += 1;
    });
    for (const [name, hear] of Object.entries(on)) {
      opened.addEventListener(name, ({ data }: MessageEvent<string>) => hear(data));
    }
  };
  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const onVisibility = () => {
    if (!document.hidden) {
      if (source === undefined) open();
      return;
    }
    close();
    onHidden();
  };
  document.addEventListener('visibilitychange', onVisibility);
  if (!document.hidden) open();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    close();
  };
}
