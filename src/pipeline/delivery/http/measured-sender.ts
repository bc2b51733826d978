import type { Metrics } from '../../../base/metrics.ts';
import type { Sender } from './sender.ts';

/** Knows how many requests are under way. */
export function measuredSender(sender: Sender, metrics: Metrics): Sender {
  let inFlight = 0;
  metrics.gauge({
    name: 'bellwire_requests_in_flight',
    help: 'Requests to receivers that this node is making right now, "before" calls included.',
    read: () => [{ value: inFlight, labels: {} }],
  });
  const ended = () => {
    inFlight -= 1;
  };
  return {
    ...sender,
    send(request, limits, tls) {
      inFlight += 1;
      const sent = sender.send(request, limits, tls);
      // Beside the caller's own waiting, and not in front of it.
      sent.then(ended, ended);
      return sent;
    },
  };
}
