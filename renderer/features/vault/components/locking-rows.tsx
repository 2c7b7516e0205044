import { Button, NativeSelect } from '@mantine/core'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { useBridge } from '#renderer/lib/services.tsx'
import { LOCK_MINUTES } from '#shared/domain/lock-minutes.ts'
import { PRESENCE_MINUTES } from '#shared/domain/presence-minutes.ts'
import type { Settings } from '#shared/rpc/contract/settings.contract.ts'
import { lockText, lockWords, presenceText } from '../model/protection-words.ts'

export interface LockingRowsProps {
  readonly settings: Settings
  /** Whether a lock of the system's screen reaches Cardkeep; undefined while it is not known. */
  readonly followsScreen: boolean | undefined
}

/** When the books close by themselves, and when who is there has to be shown again. */
export function LockingRows({ settings, followsScreen }: LockingRowsProps) {
  const bridge = useBridge()
  const toasts = useToasts()
  const update = useEngineCommand((call) => call.settings.update)
  const save = (change: Partial<Settings>) => void update.run(change).catch(toasts.fail)
  const chooseLock = (value: string) => {
    const minutes = LOCK_MINUTES.find((choice) => String(choice) === value)
    if (minutes !== undefined) save({ lockAfterMinutes: minutes })
  }
  const choosePresence = (value: string) => {
    const minutes = PRESENCE_MINUTES.find((choice) => String(choice) === value)
    if (minutes !== undefined) save({ presenceMinutes: minutes })
  }
  return (
    <>
      <SettingRow label="Lock when nobody is here" hint={lockWords(followsScreen)}>
        <NativeSelect aria-label="Lock when nobody is here" value={String(settings.lockAfterMinutes)} onChange={(event) => chooseLock(event.currentTarget.value)} data={LOCK_MINUTES.map((minutes) => ({ value: String(minutes), label: lockText(minutes) }))} />
      </SettingRow>
      <SettingRow label="Ask again who is there" hint="Raising a limit, approving a request, ordering a card and making this easier to open take the passphrase or the PIN, unless one was given this short a time before.">
        <NativeSelect aria-label="Ask again who is there" value={String(settings.presenceMinutes)} onChange={(event) => choosePresence(event.currentTarget.value)} data={PRESENCE_MINUTES.map((minutes) => ({ value: String(minutes), label: presenceText(minutes) }))} />
      </SettingRow>
      <SettingRow label="Lock" hint="Ends the part of Cardkeep that holds the key, and with it every key in memory.">
        <Button variant="default" onClick={() => void bridge.lock({})}>Lock now</Button>
      </SettingRow>
    </>
  )
}
