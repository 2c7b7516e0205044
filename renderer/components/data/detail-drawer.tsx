import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import classes from './detail-drawer.module.css'

export interface DetailDrawerProps {
  readonly title: ReactNode
  readonly onClose: () => void
  /** Walks the list under it; left out at its ends. */
  readonly onPrevious?: (() => void) | undefined
  readonly onNext?: (() => void) | undefined
  /** What the drawer does, at its foot. */
  readonly footer?: ReactNode
  readonly children: ReactNode
}

/**
 * Details over the right of the page (480 px), not modal: the list under it stays alive. Esc closes and gives the
 * focus back, ↑ ↓ walk. Give it to PageFrame as `drawer`.
 */
export function DetailDrawer({ title, onClose, onPrevious, onNext, footer, children }: DetailDrawerProps) {
  const titleId = useId()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    const drawer = panel.current
    return () => {
      const inside = drawer?.contains(document.activeElement) || document.activeElement === document.body
      if (inside && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  useShortcut('Escape', 'Close the details', onClose, { inFields: true })
  useShortcut(['ArrowUp', 'k'], 'Previous', () => onPrevious?.(), { enabled: onPrevious !== undefined })
  useShortcut(['ArrowDown', 'j'], 'Next', () => onNext?.(), { enabled: onNext !== undefined })
  return (
    <aside ref={panel} className={classes.drawer} aria-labelledby={titleId} tabIndex={-1}>
      <header className={classes.head}>
        <h2 id={titleId} className={classes.title}>{title}</h2>
        <Tooltip label="Previous (↑)">
          <ActionIcon aria-label="Previous" disabled={!onPrevious} onClick={onPrevious}>
            <IconChevronUp size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Next (↓)">
          <ActionIcon aria-label="Next" disabled={!onNext} onClick={onNext}>
            <IconChevronDown size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Close (Esc)">
          <ActionIcon aria-label="Close the details" onClick={onClose}>
            <IconX size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.body}>{children}</div>
      {footer && <footer className={classes.foot}>{footer}</footer>}
    </aside>
  )
}

/** One labelled fact in a drawer. */
export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd data-selectable>{children}</dd>
    </div>
  )
}

/** The list around `Fact`s. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>
}
