import { Link } from '../routing/link.tsx';
import { usePathname } from '../routing/use-search.ts';
import classes from './page-tabs.module.css';

/** The parts of one page, each of which has an address of its own. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly { label: string; to: string }[] }) {
  const here = usePathname();
  return (
    <nav aria-label={label} className={classes.tabs}>
      {tabs.map(({ label: text, to }) => (
        <Link key={to} to={to} aria-current={here === to ? 'page' : undefined}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
