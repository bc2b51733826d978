import { Portal } from '@mantine/core';
import { Fragment, type ReactNode, useEffect } from 'react';
import { Link } from '../routing/link.tsx';
import classes from './page.module.css';

/** A step on the way to this page. */
export interface Crumb {
  label: string;
  to: string;
}

/** The skeleton of each page: title, status, at most one filled button; then the content. */
export function Page({
  title,
  crumbs = [],
  status,
  actions,
  description,
  width = 'wide',
  titleContent,
  children,
}: {
  title: string;
  crumbs?: readonly Crumb[];
  status?: ReactNode;
  actions?: ReactNode;
  description?: ReactNode;
  width?: 'wide' | 'form';
  /** What is seen as the title where that is more than text. */
  titleContent?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = [title, ...crumbs.map(({ label }) => label).reverse(), 'Bellwire'].join(' · ');
  }, [title, crumbs]);
  return (
    <div className={classes.page} data-width={width}>
      <Portal target="#crumbs">
        <Crumbs crumbs={crumbs} title={title} />
      </Portal>
      <div className={classes.head}>
        <div className={classes.title}>
          <h1>{titleContent ?? title}</h1>
          {status}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
      {description !== undefined && <p className={classes.description}>{description}</p>}
      {children}
    </div>
  );
}

function Crumbs({ crumbs, title }: { crumbs: readonly Crumb[]; title: string }) {
  return (
    <nav aria-label="Breadcrumbs" className={classes.crumbs}>
      {crumbs.map(({ label, to }) => (
        <Fragment key={to}>
          <Link to={to}>{label}</Link>
          <span aria-hidden>/</span>
        </Fragment>
      ))}
      <span aria-current="page">{title}</span>
    </nav>
  );
}

/** A part of a page with a heading of its own. */
export function Section({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHead}>
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
