import { Link as RouterLink } from '@tanstack/react-router';
import type { CSSProperties, ReactNode, Ref } from 'react';
import type { Search } from './search.ts';

/** A link to a page of the console, by an address of `paths`. */
export function Link({
  to,
  search = {},
  children,
  ...rest
}: {
  to: string;
  search?: Search;
  children?: ReactNode;
  className?: string | undefined;
  style?: CSSProperties | undefined;
  title?: string;
  'aria-current'?: 'page' | undefined;
  'aria-label'?: string | undefined;
  ref?: Ref<HTMLAnchorElement>;
}) {
  return (
    <RouterLink to={to} search={search as never} activeOptions={{ exact: true }} activeProps={{}} {...rest}>
      {children}
    </RouterLink>
  );
}
