import { Link as RouterLink } from '@tanstack/react-router';
import type { CSSProperties, ReactNode, Ref } from 'react';
import type { Search } from './search.ts';

/** Only a link to this very address is the current one; what else counts as here is said by `aria-current`. */
const here = { exact: true, includeSearch: true };

/** A link to a page of the console, by an address of `paths`. */
export function Link({
  to,
  search = {},
  keepScroll = false,
  children,
  ...rest
}: {
  to: string;
  search?: Search;
  /** For what opens over the page, or within it: the page stays where it is. */
  keepScroll?: boolean;
  children?: ReactNode;
  className?: string | undefined;
  style?: CSSProperties | undefined;
  title?: string;
  'aria-current'?: 'page' | undefined;
  'aria-label'?: string | undefined;
  /** The link of a whole row, which the keys of a list go to. */
  'data-row-link'?: boolean;
  ref?: Ref<HTMLAnchorElement>;
}) {
  return (
    <RouterLink to={to} search={search as never} activeOptions={here} resetScroll={!keepScroll} {...rest}>
      {children}
    </RouterLink>
  );
}
