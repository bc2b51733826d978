import type { AuditEntry } from '../../shared/api/types.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { Id } from '../../shared/ui/id.tsx';
import { Plain } from '../../shared/ui/plain.tsx';
import classes from './audit.module.css';

/** What it was done to: by the name that it had then, and a link where it has a page. */
export function Target({ org, entry: { action, target } }: { org: string | null; entry: AuditEntry }) {
  const { id, name, type } = target;
  // Nobody knows a session by its id.
  if (id === null || type === 'session') return null;
  const words = name === null ? <Id id={id} /> : <Plain text={name} max={60} />;
  const to = org === null ? undefined : placeOf(org, type, id, action);
  return <span className={classes.target}>{to === undefined ? words : <Link to={to}>{words}</Link>}</span>;
}

/** Where it can be looked at; nowhere for what is gone. */
function placeOf(org: string, type: string, id: string, action: string): string | undefined {
  if (action.endsWith('.removed')) return undefined;
  if (action === 'object.log-erased') return paths.object(org, type, id);
  if (type === 'webhook') return paths.webhook(org, id);
  if (type === 'delivery') return paths.delivery(org, id);
  return type === 'job' ? paths.job(org, id) : undefined;
}
