import type { ReactNode } from 'react'
import classes from './page-frame.module.css'

export interface PageFrameProps {
  /** Row under the top bar: filters, period, the page's own actions at its end. */
  readonly toolbar?: ReactNode
  /** `scroll` (default): a column that scrolls. `fill`: the page brings its own scrolling list. */
  readonly mode?: 'scroll' | 'fill'
  /** Widest the column gets; `wide` for tables, `reading` (default) for text and cards. */
  readonly width?: 'reading' | 'wide'
  readonly footer?: ReactNode
  /** A DetailDrawer, over the right of the page. */
  readonly drawer?: ReactNode
  readonly children: ReactNode
}

/** The body of every page: toolbar, one primary thing, perhaps a footer, perhaps a drawer over it. */
export function PageFrame({ toolbar, mode = 'scroll', width = 'reading', footer, drawer, children }: PageFrameProps) {
  return (
    <div className={classes.frame}>
      {toolbar && <div className={classes.toolbar}>{toolbar}</div>}
      {mode === 'fill' ? (
        <div className={classes.fill}>{children}</div>
      ) : (
        <div className={classes.scroll}>
          <div className={classes.column} data-width={width}>
            {children}
          </div>
        </div>
      )}
      {footer && <div className={classes.footer}>{footer}</div>}
      {drawer}
    </div>
  )
}

export interface SectionProps {
  readonly title: string
  /** Beside the title: a sentence, a figure. */
  readonly aside?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** One titled part of a page, hairline above it instead of a box around it. */
export function Section({ title, aside, actions, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <header className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>{title}</h2>
        {aside && <div className={classes.sectionAside}>{aside}</div>}
        {actions && <div className={classes.sectionActions}>{actions}</div>}
      </header>
      {children}
    </section>
  )
}
