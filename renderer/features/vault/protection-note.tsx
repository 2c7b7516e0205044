import { Button } from '@mantine/core'
import { IconKey, IconShieldLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import classes from './vault.module.css'

const WORDS: Readonly<Record<VaultStatus['keychain'], { readonly title: string; readonly text: string }>> = {
  available: {
    title: 'Protected by your passphrase and this computer’s keychain',
    text: 'Opening the books takes both. A copy of the files alone, or your passphrase alone on another computer, opens nothing.',
  },
  changed: {
    title: 'Protected by your passphrase and this computer’s keychain',
    text: 'Opening the books takes both. A copy of the files alone, or your passphrase alone on another computer, opens nothing.',
  },
  locked: {
    title: 'Protected by your passphrase alone',
    text: 'This computer has a keychain, but it is locked now. Unlock it and check again to use both; otherwise everything rests on the passphrase, so make it long.',
  },
  absent: {
    title: 'Protected by your passphrase alone',
    text: 'This computer has no keychain service that Cardkeep could use. Everything rests on the passphrase, so make it long.',
  },
}

export interface ProtectionNoteProps {
  readonly keychain: VaultStatus['keychain']
  readonly onRecheck: () => void
  readonly children?: ReactNode
}

/** What protects the vault from now on, in plain words. */
export function ProtectionNote({ keychain, onRecheck, children }: ProtectionNoteProps) {
  const words = WORDS[keychain]
  const usesBoth = keychain === 'available' || keychain === 'changed'
  const Icon = usesBoth ? IconShieldLock : IconKey
  return (
    <div className={classes.protection} data-alone={!usesBoth || undefined}>
      <Icon size={20} stroke={1.5} aria-hidden />
      <div>
        <strong>{words.title}</strong>
        <p>{words.text}</p>
        {keychain === 'locked' && <Button size="compact-sm" variant="default" onClick={onRecheck}>Check again</Button>}
        {children}
      </div>
    </div>
  )
}
