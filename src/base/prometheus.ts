import { Counter, collectDefaultMetrics, Gauge, type Metric, Registry } from 'prom-client';
import { createBuckets } from './buckets.ts';
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
      const { name, help, labels = [] } = measure;
      const buckets = createBuckets(name, measure.buckets, labels);
      // All that a registry asks of a metric, whatever the library's types say.
      const get = async () => ({ name, help, type: 'histogram', values: buckets.lines(), aggregator: 'sum' });
      registry.registerMetric({ name, get } as unknown as Metric);
      return buckets;
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
