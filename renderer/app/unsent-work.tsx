import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { changeTitle } from '#renderer/features/sync/model/change-words.ts'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { useBridge } from '#renderer/lib/services.tsx'

const OPEN: ReadonlySet<string> = new Set(['queued', 'sending', 'needs-attention'])

/** What was made here and no issuer has yet, to be read, or taken along, before everything goes; null where there is nothing. */
export function useUnsentWork(): ReactNode | null {
  const outbox = useEngineQuery((ask) => ask.sync.outbox({}))
  const drafts = useEngineQuery((ask) => ask.drafts.list({}))
  const formats = useFormats()
  const changes = (outbox.data ?? []).filter(({ state }) => OPEN.has(state)).map((item) => `${changeTitle(item, formats)}, ${formats.instant(item.createdAt)}`)
  const begun = drafts.data?.length ?? 0
  const lines = [...changes, ...(begun > 0 ? [`${plural(begun, 'form', 'forms')} begun and not saved`] : [])]
  return lines.length === 0 ? null : <UnsentList lines={lines} />
}

function UnsentList({ lines }: { readonly lines: readonly string[] }) {
  const bridge = useBridge()
  const [isCopied, setCopied] = useState(false)
  const copy = async () => setCopied(await bridge.copyText({ text: lines.join('\n') }))
  return (
    <>
      <ul>{lines.map((line, index) => <li key={`${index}:${line}`}>{line}</li>)}</ul>
      <Button size="compact-sm" variant="subtle" leftSection={<IconCopy size={14} stroke={1.6} />} onClick={() => void copy()}>{isCopied ? 'Copied' : 'Copy the list'}</Button>
    </>
  )
}
