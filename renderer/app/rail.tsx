import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFileUpload, IconLayoutSidebar } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { BrandMark } from '#renderer/features/vault/brand-mark.tsx'
import { Keys } from '#renderer/components/data/keys.tsx'
import { useImportRequest } from '#renderer/lib/import-request.tsx'
import type { PageId } from '#renderer/lib/links.ts'
import { PAGES, type Page } from './pages.tsx'
import classes from './rail.module.css'

export interface RailProps {
  readonly businessName: string
  readonly isFolded: boolean
  readonly onToggle: () => void
  readonly current: PageId | undefined
  /** How many things on a page wait for a person. */
  readonly counts: Readonly<Partial<Record<PageId, number>>>
}

/** The way between pages. Folded, it keeps the icons and says their names on hover. */
export function Rail({ businessName, isFolded, onToggle, current, counts }: RailProps) {
  const { pick } = useImportRequest()
  const place = (where: Page['place']) => PAGES.filter((page) => page.place === where).map((page) => <RailLink key={page.id} page={page} isFolded={isFolded} isCurrent={page.id === current} count={counts[page.id] ?? 0} />)
  return (
    <nav className={classes.rail} aria-label="Pages" data-folded={isFolded || undefined}>
      <div className={classes.head}>
        <BrandMark size={24} />
        {!isFolded && <span className={classes.business}>{businessName}</span>}
      </div>
      <Named label="Open statement files" isFolded={isFolded}>
        <button type="button" className={classes.link} data-action onClick={() => void pick()}>
          <IconFileUpload size={18} stroke={1.6} aria-hidden />
          {!isFolded && (
            <>
              <span className={classes.title}>Open files</span>
              <Keys keys="mod+o" />
            </>
          )}
        </button>
      </Named>
      <div className={classes.group}>{place('main')}</div>
      <div className={classes.foot}>
        {place('foot')}
        <Named label={isFolded ? 'Unfold the rail' : 'Fold the rail'} isFolded>
          <ActionIcon className={classes.fold} aria-label={isFolded ? 'Unfold the rail' : 'Fold the rail'} aria-expanded={!isFolded} onClick={onToggle}>
            <IconLayoutSidebar size={18} stroke={1.6} />
          </ActionIcon>
        </Named>
      </div>
    </nav>
  )
}

interface RailLinkProps {
  readonly page: Page
  readonly isFolded: boolean
  readonly isCurrent: boolean
  readonly count: number
}

function RailLink({ page, isFolded, isCurrent, count }: RailLinkProps) {
  const needs = count === 0 ? null : `${count} ${count === 1 ? 'needs' : 'need'} you`
  return (
    <Named label={needs === null ? page.title : `${page.title}: ${needs}`} isFolded={isFolded}>
      <Link href={page.path} className={classes.link} aria-current={isCurrent ? 'page' : undefined} aria-label={page.title} aria-description={needs ?? undefined}>
        <page.icon size={18} stroke={1.6} />
        {!isFolded && <span className={classes.title}>{page.title}</span>}
        {needs !== null && <span className={classes.count} data-count={count} title={needs} aria-hidden />}
      </Link>
    </Named>
  )
}

/** The name beside an icon that stands alone. */
function Named({ label, isFolded, children }: { readonly label: string; readonly isFolded: boolean; readonly children: ReactNode }) {
  return (
    <Tooltip label={label} position="right" disabled={!isFolded}>
      {children}
    </Tooltip>
  )
}
