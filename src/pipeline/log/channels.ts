import { messageOf } from '../../base/errors.ts';
import type { Log } from '../../base/log.ts';
import { createLoop } from '../../base/loop.ts';

/** One reading a second for all that want the same, for as long as somebody does. */
export interface Channels<Asked, News> {
  /** Calls `onNews` from now on. Answers with what ends it. */
  subscribe(asked: Asked, onNews: (news: News) => void): () => void;
  stop(): void;
}

const everyMs = 1000;

/**
 * `begin` makes what looks for news: it is called once a second, and answers null where there are none. `keyOf` says who
 * wants the same. `facts` are for the log where a look fails; the next one is a second later.
 */
export function createChannels<Asked, News>({
  begin,
  keyOf,
  facts,
  log,
}: {
  begin: (asked: Asked) => () => Promise<News | null>;
  keyOf: (asked: Asked) => string;
  facts: (asked: Asked) => object;
  log: Log;
}): Channels<Asked, News> {
  const channels = new Map<string, Channel<News>>();

  function open(asked: Asked): Channel<News> {
    const look = begin(asked);
    const listeners: Channel<News>['listeners'] = new Set();
    const loop = createLoop({
      firstAfterMs: everyMs,
      async work() {
        const news = await look();
        if (news !== null) for (const listener of listeners) listener(news);
        return everyMs;
      },
      onFailure(error) {
        log.warn({ ...facts(asked), reason: messageOf(error) }, 'news could not be read; trying again');
        return everyMs;
      },
    });
    loop.start();
    return { listeners, stop: () => void loop.stop() };
  }

  return {
    subscribe(asked, onNews) {
      const key = keyOf(asked);
      const channel = channels.get(key) ?? open(asked);
      channels.set(key, channel);
      channel.listeners.add(onNews);
      return () => {
        channel.listeners.delete(onNews);
        if (channel.listeners.size > 0 || channels.get(key) !== channel) return;
        channels.delete(key);
        channel.stop();
      };
    },
    stop() {
      for (const channel of channels.values()) channel.stop();
      channels.clear();
    },
  };
}

interface Channel<News> {
  listeners: Set<(news: News) => void>;
  stop(): void;
}
