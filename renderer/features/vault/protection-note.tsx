import { Button } from '@mantine/core'
import { IconKey, IconShieldLock } from '@tabler/icons-react'
import type { VaultStatus } from '#shared/rpc/contract/vault.contract.ts'
import classes from './vault.module.css'

const WORDS: Readonly<Record<VaultStatus['keychain'], { readonly title: string; readonly text: string }>> = {
  available: {
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

/** What protects the vault that is about to be made, in plain words, and what nobody can do about a forgotten passphrase. */
export function ProtectionNote({ keychain, onRecheck }: { readonly keychain: VaultStatus['keychain']; readonly onRecheck: () => void }) {
  const words = WORDS[keychain]
  const Icon = keychain === 'available' ? IconShieldLock : IconKey
  return (
    <div className={classes.protection} data-alone={keychain !== 'available' || undefined}>
      <Icon size={20} stroke={1.5} aria-hidden />
      <div>
        <strong>{words.title}</strong>
        <p>{words.text}</p>
        {keychain === 'locked' && <Button size="compact-sm" variant="default" onClick={onRecheck}>Check again</Button>}
        <p>Nobody can recover a forgotten passphrase, not even we. Keep a copy of it on paper, away from this computer.</p>
      </div>
    </div>
  )
}
