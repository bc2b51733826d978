/** What the runs have in common. */

/** POSTs at the same time. */
export const inFlight = 64;
/** Events that one call publishes, or one statement queues. */
export const batchSize = 250;
/** Callers that publish at the same time, each waiting for the answer to its call. */
export const publishers = 4;
/**
 * Events that were published and have not arrived yet. Publishers wait while there are more, so that the rate is one
 * that can be kept up and not the rate at which a backlog grows.
 */
export const maxOutstanding = 1500;
/** Of every process that sends, whatever it sends with: those that `npm start` gives. */
export const nodeOptions = ['--max-semi-space-size=64'];
