import { shortId } from '../format/id.ts';
import { Copy } from './copy.tsx';

/** An id by its last eight characters, or in full with a button to copy it. */
export function Id({ id, whole = false, what = 'id' }: { id: string; whole?: boolean; what?: string }) {
  if (!whole) {
    return (
      <span className="mono" title={id}>
        {shortId(id)}
      </span>
    );
  }
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
      <span className="mono">{id}</span>
      <Copy text={id} what={what} />
    </span>
  );
}
