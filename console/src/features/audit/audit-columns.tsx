import type { AuditEntry } from '../../shared/api/types.ts';
import { Link } from '../../shared/routing/link.tsx';
import type { Search } from '../../shared/routing/search.ts';
import { Plain } from '../../shared/ui/plain.tsx';
import type { Column } from '../../shared/ui/table.tsx';
import { Time } from '../../shared/ui/time.tsx';
import classes from './audit.module.css';
import { actionWords, actorOf, actorWords } from './audit-words.ts';
import { detailLines } from './detail-lines.ts';
import { Target } from './target.tsx';

/** The columns of entries. A name leads to all that somebody did. */
export function auditColumns({
  here,
  search,
  orgOf,
}: {
  /** The address of the list. */
  here: string;
  search: Search;
  /** How the organization of an entry is named in addresses; null where it has none, or is gone. */
  orgOf: (entry: AuditEntry) => string | null;
}): Column<AuditEntry>[] {
  const { before, after, ...filters } = search;
  return [
    { key: 'at', header: 'Time', narrow: 'main', cell: ({ at }) => <Time at={at} /> },
    {
      key: 'actor',
      header: 'Who',
      narrow: 'main',
      cell: (entry) => (
        <Link
          to={here}
          search={{ ...filters, actor: actorOf(entry) }}
          title="All that they did"
          className={classes.who}
        >
          <Plain text={actorWords(entry)} max={32} />
        </Link>
      ),
    },
    {
      key: 'action',
      header: 'What',
      narrow: 'main',
      cell: ({ action }) => <span title={action}>{actionWords(action)}</span>,
    },
    { key: 'target', header: 'To', cell: (entry) => <Target org={orgOf(entry)} entry={entry} /> },
    {
      key: 'details',
      header: 'Details',
      cell: (entry) => {
        const lines = detailLines(entry, new Date());
        return lines.length === 0 ? null : (
          <ul className={classes.lines}>
            {lines.map((line) => (
              <li key={line}>
                <Plain text={line} max={160} />
              </li>
            ))}
          </ul>
        );
      },
    },
  ];
}
