import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { messageOf } from './errors.ts';
import type { Log } from './log.ts';
import type { Measure, Metrics, MetricsText } from './metrics.ts';

/** Metrics in the text format of Prometheus, those of the process included. The only file that knows the library. */
export function createPrometheus({ log }: { log: Log }): Metrics & MetricsText {
  const registry = new Registry();
  const basics = ({ name, help, labels = [] }: Measure<string>) => ({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
  });
  collectDefaultMetrics({ register: registry });

  return {
    counter(measure) {
      const known = registry.getSingleMetric(measure.name);
      const counter = known instanceof Counter ? known : new Counter(basics(measure));
      return { add: (count, labels) => counter.inc(labels, count) };
    },
    histogram(measure) {
      const histogram = new Histogram({ ...basics(measure), buckets: [...measure.buckets] });
      return { observe: (value, labels) => histogram.observe(labels, value) };
    },
    gauge(measure) {
      new Gauge({
        ...basics(measure),
        async collect() {
          // What is no longer read must not stand there as if it were still so.
          this.reset();
          if (measure.labels === undefined) this.remove();
          try {
            for (const { labels, value } of await measure.read()) this.set(labels, value);
          } catch (error) {
            log.warn({ metric: measure.name, reason: messageOf(error) }, 'a metric could not be read');
          }
        },
      });
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
