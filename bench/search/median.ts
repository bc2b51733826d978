/** How long something took, in milliseconds. */
export interface Timed {
  medianMs: number;
  fewest: number;
  most: number;
}

/** Does it so many times, one after the other, after a tenth as many for practice. */
export async function medianMsOf(times: number, work: () => Promise<unknown>): Promise<Timed> {
  for (let practice = 0; practice < times / 10; practice += 1) await work();
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    await work();
    took.push(performance.now() - start);
  }
  took.sort((one, other) => one - other);
  return { medianMs: took[Math.floor(times / 2)] ?? 0, fewest: took[0] ?? 0, most: took.at(-1) ?? 0 };
}
