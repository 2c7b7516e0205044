import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import type { Settings } from '#shared/rpc/contract/settings.contract.ts'

/** The name on the unlock screen, in the rail and on exported reports. */
export function BusinessSection({ settings }: { readonly settings: Settings }) {
  const toasts = useToasts()
  const update = useEngineCommand((call) => call.settings.update)
  const [draft, setDraft] = useState<string | null>(null)
  const save = () => {
    const name = draft?.trim() ?? ''
    const before = settings.businessName
    if (name === '' || name === before) {
      setDraft(null)
      return
    }
    // What was typed stays in the field until it is saved: it outlives a lock in between.
    update.run({ businessName: name }).then(() => {
      setDraft(null)
      toasts.undo(`Renamed to ${name}`, () => update.run({ businessName: before }))
    }, toasts.fail)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur()
    if (event.key === 'Escape') setDraft(null)
  }
  return (
    <Section title="Business">
      <SettingRow label="Name of the business" hint="On the unlock screen, in the rail and on exported reports.">
        <TextInput w={280} aria-label="Name of the business" maxLength={120} value={draft ?? settings.businessName} onChange={(event) => setDraft(event.currentTarget.value)} onBlur={save} onKeyDown={onKeyDown} />
      </SettingRow>
    </Section>
  )
}
