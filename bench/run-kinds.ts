import type { StartSubject } from './subject.ts';
import { startBareLoop } from './subjects/bare-loop.ts';
import { startInProcess } from './subjects/in-process.ts';

/** A run that measures a rate: events a second. */
export interface RateRun {
  name: string;
  /** As the table calls it. */
  title: string;
  start: StartSubject;
  /** Events of one run, so that it takes a few seconds on two cores. */
  count: number;
}

export const rateRuns: readonly RateRun[] = [
  { name: 'bareLoop', title: 'Bare loop of undici POSTs', start: startBareLoop, count: 150_000 },
  {
    name: 'inProcess',
    title: 'Bellwire in process, embedded',
    start: (receiver) => startInProcess('embedded', receiver),
    count: 80_000,
  },
  {
    name: 'inProcessUrl',
    title: 'Bellwire in process, DATABASE_URL',
    start: (receiver) => startInProcess('url', receiver),
    count: 80_000,
  },
];
