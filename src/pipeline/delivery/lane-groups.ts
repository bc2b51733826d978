import type { OwedDelivery } from '../handover.ts';

/**
 * What goes out one after the other, in the order given: the deliveries of one operation to one webhook, and those of one object
 * where it keeps its order. What follows for an object of an operation comes along with that.
 */
export function groupsOf(owed: readonly OwedDelivery[]): OwedDelivery[][] {
  const groups: OwedDelivery[][] = [];
  const ofOperation = new Map<string, OwedDelivery[]>();
  const ofObject = new Map<string, OwedDelivery[]>();
  for (const delivery of owed) {
    const operation = `${delivery.webhook.id} ${delivery.event.transactionId}`;
    const object = delivery.ordered ? objectOf(delivery) : null;
    const known = (object === null ? undefined : ofObject.get(object)) ?? ofOperation.get(operation);
    const group = known ?? [];
    if (known === undefined) groups.push(group);
    group.push(delivery);
    ofOperation.set(operation, group);
    if (object !== null) ofObject.set(object, group);
  }
  return groups;
}

/**
 * Those that are held already, and what comes after them in the order of their objects: it must not go out beside one that is
 * still being sent.
 */
export function refusedOf(
  owed: readonly OwedDelivery[],
  isHeld: (delivery: OwedDelivery) => boolean,
): Set<OwedDelivery> {
  const refused = new Set(owed.filter(isHeld));
  if (refused.size === 0) return refused;
  const objects = new Set<string>();
  for (const delivery of owed) {
    if (!delivery.ordered) continue;
    if (refused.has(delivery)) objects.add(objectOf(delivery));
    else if (objects.has(objectOf(delivery))) refused.add(delivery);
  }
  return refused;
}

function objectOf({ webhook, event }: OwedDelivery): string {
  return `${webhook.id} ${event.objectId}`;
}
