import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCopy, IconDeviceFloppy, IconPrinter } from '@tabler/icons-react'
import { createPortal } from 'react-dom'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useBridge, useEngine } from '#renderer/lib/services.tsx'
import { SHEET_FILE, SHEET_LINES, SHEET_TITLE, sheetText, type RecoverySheet } from '../model/recovery-sheet.ts'
import classes from './recovery.module.css'

/** The key, group by group, and the three ways to keep a copy of it. */
export function RecoveryKeyView({ sheet }: { readonly sheet: RecoverySheet }) {
  const bridge = useBridge()
  const { call } = useEngine()
  const toasts = useToasts()
  const copy = async () => {
    if (await bridge.copyText({ text: sheet.recoveryKey, isSecret: true })) toasts.say('Copied. It leaves the clipboard again in half a minute.')
  }
  const save = async () => {
    const target = await bridge.chooseExport({ suggestedName: SHEET_FILE, kind: 'file' })
    if (target === null) return
    await call.vault.saveRecoveryKey({ target: target.token, text: sheetText(sheet) })
    toasts.say('Saved. Move it away from this computer.')
  }
  return (
    <>
      <ol className={classes.key} aria-label="Recovery key" data-selectable>
        {sheet.recoveryKey.split('-').map((group, place) => (
          <li key={group}>
            <span className={classes.place} aria-hidden>{place + 1}</span>
            <span className={classes.group}>{group}</span>
          </li>
        ))}
      </ol>
      <div className={classes.copies}>
        <Button variant="default" leftSection={<IconPrinter size={16} stroke={1.6} />} onClick={() => window.print()}>Print</Button>
        <Button variant="default" leftSection={<IconDeviceFloppy size={16} stroke={1.6} />} onClick={() => void save().catch(toasts.fail)}>Save as a file</Button>
        <Button variant="default" leftSection={<IconCopy size={16} stroke={1.6} />} onClick={() => void copy().catch(toasts.fail)}>Copy</Button>
      </div>
      <p className={classes.note}>
        <IconAlertTriangle size={18} stroke={1.6} aria-hidden />
        Keep it on paper and away from this computer: whoever has it together with this computer’s files can open the books.
      </p>
      <PrintSheet {...sheet} />
    </>
  )
}

/** Beside the page and not in it, so that paper shows it alone. */
function PrintSheet({ businessName, recoveryKey, madeOn }: RecoverySheet) {
  return createPortal(
    <section className={classes.sheet} data-print-sheet aria-hidden>
      <h1>{SHEET_TITLE}</h1>
      <div>{businessName}, {madeOn}</div>
      <ol className={classes.sheetKey}>
        {recoveryKey.split('-').map((group, place) => (
          <li key={group}>
            <small>{place + 1}</small>
            {group}
          </li>
        ))}
      </ol>
      {SHEET_LINES.map((line) => <p key={line}>{line}</p>)}
    </section>,
    document.body,
  )
}
