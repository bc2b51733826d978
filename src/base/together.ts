/** Asks a question for all who want to know the same at the same time. */
export type Together<Answer> = (key: string, question: () => Promise<Answer>) => Promise<Answer>;

/**
 * One question of a key is under way at a time. Who asks meanwhile shares the next one, which begins when that has been
 * answered: an answer is never older than the wish to know it, so what was changed before somebody asked is seen by them. That
 * is what a cache could not promise, and enough to ask the database little where many requests are alike.
 */
export function createTogether<Answer>(): Together<Answer> {
  const underWay = new Map<string, { ended: Promise<void>; next: Promise<Answer> | null }>();

  function begin(key: string, question: () => Promise<Answer>): Promise<Answer> {
    const answer = question();
    const asked = { ended: answer.then(nothing, nothing), next: null };
    underWay.set(key, asked);
    void asked.ended.then(() => {
      if (underWay.get(key) === asked && asked.next === null) underWay.delete(key);
    });
    return answer;
  }

  return (key, question) => {
    const before = underWay.get(key);
    if (before === undefined) return begin(key, question);
    before.next ??= before.ended.then(() => begin(key, question));
    return before.next;
  };
}

function nothing(): void {}
