/** How long something took, in milliseconds. */
export interface Timed {
  medianMs: number;
  fewest: number;
  most: number;
}

type Work = () => Promise<unknown>;

/** Does it so many times, one after the other, after a tenth as many for practice. */
export async function medianMsOf(times: number, work: Work): Promise<Timed> {
  const [timed] = await mediansOf(times, [work, async () => {}]);
  return timed;
}

/** Does two things in turns, so many times each, after a tenth as many for practice. */
export async function mediansOf(times: number, works: readonly [Work, Work]): Promise<[Timed, Timed]> {
  for (let practice = 0; practice < times / 10; practice += 1) for (const work of works) await work();
  const took: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time += 1) {
    for (const [place, work] of works.entries()) {
      const start = performance.now();
      await work();
      took[place]?.push(performance.now() - start);
    }
  }
  return [timedOf(took[0]), timedOf(took[1])];
}

function timedOf(took: number[]): Timed {
  took.sort((one, other) => one - other);
  return { medianMs: took[Math.floor(took.length / 2)] ?? 0, fewest: took[0] ?? 0, most: took.at(-1) ?? 0 };
}
