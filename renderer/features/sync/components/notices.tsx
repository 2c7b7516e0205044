import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconInfoCircle, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { Ago } from '#renderer/components/data/ago.tsx'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { itemHref, PATHS } from '#renderer/lib/links.ts'
import type { SyncNotice } from '#shared/rpc/contract/sync.contract.ts'
import { noticeWords } from '../model/notice-words.ts'
import { usePutAside } from '../use-changes.ts'
import classes from './notices.module.css'

/** What an issuer said against what was shown: a quiet line over every page until it was read. The newest first, the others folded. */
export function Notices() {
  const notices = useEngineQuery((ask) => ask.sync.notices({}))
  const [isOpen, setOpen] = useState(false)
  const { putAside } = usePutAside()
  const formats = useFormats()
  const all = notices.data ?? []
  const [newest] = all
  if (!newest) return null
  const shown = isOpen ? all : [newest]
  const dismissAll = () => {
    for (const notice of all) putAside({ notice })
  }
  return (
    <section className={classes.notices} aria-label="From your issuers" aria-live="polite">
      {shown.map((notice, index) => (
        <div key={notice.id} className={classes.notice}>
          <IconInfoCircle size={18} stroke={1.6} aria-hidden />
          <NoticeText notice={notice} />
          {index === 0 && all.length > 1 && <Button size="compact-sm" variant="subtle" color="gray" aria-expanded={isOpen} onClick={() => setOpen((now) => !now)}>{isOpen ? 'Fewer' : `${all.length - 1} more`}</Button>}
          {index === 0 && isOpen && all.length > 1 && <Button size="compact-sm" variant="subtle" color="gray" onClick={dismissAll}>Dismiss all</Button>}
          <NoticeLink notice={notice} />
          <Tooltip label="Dismiss">
            <ActionIcon aria-label={`Dismiss: ${noticeWords(notice, formats).title}`} onClick={() => putAside({ notice })}>
              <IconX size={16} stroke={1.8} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
    </section>
  )
}

function NoticeText({ notice }: { readonly notice: SyncNotice }) {
  const formats = useFormats()
  const { title, text } = noticeWords(notice, formats)
  return (
    <p className={classes.text}>
      <strong>{title}.</strong> {text} <span className={classes.when}><Ago at={notice.at} /></span>
    </p>
  )
}

function NoticeLink({ notice }: { readonly notice: SyncNotice }) {
  if (notice.card) return <Button component={Link} size="compact-sm" variant="subtle" href={itemHref('card', notice.card.id)}>Show the card</Button>
  if (notice.person) return <Button component={Link} size="compact-sm" variant="subtle" href={itemHref('person', notice.person.id)}>Show the person</Button>
  if (notice.kind === 'session-ended') return <Button component={Link} size="compact-sm" variant="subtle" href={PATHS.connections}>Sign in</Button>
  return null
}
