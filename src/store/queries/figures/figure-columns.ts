import { answerTimes } from '../../records/answer-times.ts';

const counted = ['accepted', 'delivered', 'retried', 'failed'];
const steps = answerTimes.map((_, index) => `answered[${index + 1}]`);

/** Sums of all that is counted, as the columns of a figure. */
export const figureSums = [
  ...counted.map((name) => `coalesce(sum(${name}), 0)::integer as ${name}`),
  `array[${steps.map((step) => `coalesce(sum(${step}), 0)::integer`).join(', ')}] as answered`,
].join(', ');

/** "On conflict": what is there already and what comes to it. */
export const figureAdded = [
  ...counted.map((name) => `${name} = f.${name} + excluded.${name}`),
  `answered = array[${steps.map((step) => `f.${step} + excluded.${step}`).join(', ')}]`,
].join(', ');
