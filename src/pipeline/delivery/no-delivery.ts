import type { Delivery } from './delivery.ts';

/**
 * For a node that accepts and does not send: it holds nothing, so what it commits is due at once for the nodes that
 * do, which look for it every second.
 */
export const noDelivery: Delivery = {
  handover: { nodeId: () => null, reserve: () => false, accept() {}, release() {}, wake() {} },
  load: () => ({ held: 0, leased: false }),
  start: async () => {},
  stop: async () => {},
};
