import { tellLost } from './lost.ts';
import { waitAfter } from './stream-wait.ts';

/** What is heard of a stream. */
export interface StreamEars {
  onOpen: () => void;
  onBroken: () => void;
  /** By the names of its messages. */
  on: Record<string, (data: string) => void>;
}

/**
 * Listens to a stream until what it returns is called. The browser connects again by itself where the connection broke; an
 * answer that is no stream (503 from a proxy, 401 after the session) ends it for good, so that a new one is opened here.
 */
export function openStream(address: string, { onOpen, onBroken, on }: StreamEars): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  const open = () => {
    source = new EventSource(address);
    source.addEventListener('open', () => {
      failures = 0;
      onOpen();
    });
    source.addEventListener('error', () => {
      onBroken();
      tellLost();
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, waitAfter(failures));
      failures += 1;
    });
    for (const [name, hear] of Object.entries(on)) {
      source.addEventListener(name, ({ data }: MessageEvent<string>) => hear(data));
    }
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
