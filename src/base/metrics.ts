/** What a number stands for. Names begin with `bellwire_` and end with their unit. */
export interface Measure<Label extends string> {
  name: string;
  help: string;
  /** Each with a small, closed set of values: every combination is a series that is kept for ever. */
  labels?: readonly Label[];
}

/** The values of all labels of a measure. */
export type Labels<Label extends string> = Readonly<Record<Label, string>>;

/** Only grows. */
export interface Counter<Label extends string> {
  add(count: number, labels: Labels<Label>): void;
}

/** Counts values by size. */
export interface Histogram<Label extends string> {
  observe(value: number, labels: Labels<Label>): void;
}

/** One value of a gauge. */
export interface Reading<Label extends string> {
  value: number;
  labels: Labels<Label>;
}

/** Where the parts of Bellwire say what they count. Who asks for a counter's name again gets the same counter. */
export interface Metrics {
  counter<Label extends string = never>(measure: Measure<Label>): Counter<Label>;
  histogram<Label extends string = never>(
    measure: Measure<Label> & { buckets: readonly number[] },
  ): Histogram<Label>;
  /** `read` is called for each reading of the metrics; where it throws, this one is left out. */
  gauge<Label extends string = never>(
    measure: Measure<Label> & { read(): readonly Reading<Label>[] | Promise<readonly Reading<Label>[]> },
  ): void;
}

/** All metrics as a text, for whoever asks. */
export interface MetricsText {
  contentType: string;
  text(): Promise<string>;
}

/** Counts nothing. */
export const noMetrics: Metrics = {
  counter: () => ({ add() {} }),
  histogram: () => ({ observe() {} }),
  gauge() {},
};
