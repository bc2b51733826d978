import type { ObjectType } from '../../shared/api/types.ts';
import { paths } from '../../shared/paths.ts';
import { Link } from '../../shared/routing/link.tsx';
import { usePathValues } from '../../shared/routing/use-search.ts';
import { pluralOf } from './catalogue.ts';
import classes from './objects.module.css';

/** The types of the catalogue, each with an address of its own. */
export function TypeTabs({ org, types }: { org: string; types: readonly ObjectType[] }) {
  const { type: here = types[0]?.name } = usePathValues();
  return (
    <nav aria-label="Types" className={classes.types}>
      {types.map((type) => (
        <Link
          key={type.name}
          to={paths.objectsOf(org, type.name)}
          aria-current={type.name === here ? 'page' : undefined}
        >
          {pluralOf(type)}
        </Link>
      ))}
    </nav>
  );
}
