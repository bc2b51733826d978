import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTogether } from './together.ts';

/** Questions that are answered when the test says so, with what is true at that moment. */
function questions() {
  const open: (() => void)[] = [];
  let asked = 0;
  const question = () => {
    asked += 1;
    const number = asked;
    return new Promise<number>((resolve) => open.push(() => resolve(number)));
  };
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    question,
    asked: () => asked,
    async answer() {
      open.shift()?.();
      await turn();
    },
  };
}

describe('questions that are asked together', () => {
  it('are one for all who ask while another is under way, and that one begins after it', async () => {
    const together = createTogether<number>();
    const { question, asked, answer } = questions();
    const first = together('a', question);
    const others = [together('a', question), together('a', question)];
    expect(asked()).toBe(1);
    await answer();
    expect(await first).toBe(1);
    expect(asked()).toBe(2);
    await answer();
    expect(await Promise.all(others)).toEqual([2, 2]);
  });

  it('of different keys do not wait for each other', async () => {
    const together = createTogether<number>();
    const { question, asked } = questions();
    void together('a', question);
    void together('b', question);
    expect(asked()).toBe(2);
  });

  it('fail for those who share them, and for nobody else', async () => {
    const together = createTogether<number>();
    const failing = together('a', () => Promise.reject(new Error('away')));
    const shared = together('a', () => Promise.resolve(2));
    await expect(failing).rejects.toThrow('away');
    expect(await shared).toBe(2);
    expect(await together('a', () => Promise.resolve(3))).toBe(3);
  });

  it('are never answered with what was known before they were asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('ask', 'change', 'answer'), { maxLength: 40 }),
        async (steps) => {
          const together = createTogether<number>();
          const { question, answer, asked } = questions();
          let version = 0;
          const seen: Promise<boolean>[] = [];
          const read = async () => {
            const now = version;
            await question();
            return now;
          };
          for (const step of steps) {
            if (step === 'change') version += 1;
            else if (step === 'answer') await answer();
            else {
              const wanted = version;
              seen.push(together('a', read).then((found) => found >= wanted));
            }
          }
          for (let left = asked() + seen.length + 1; left > 0; left--) await answer();
          expect(await Promise.all(seen)).toEqual(seen.map(() => true));
        },
      ),
    );
  });
});
