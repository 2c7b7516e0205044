import type { Keytar } from './keytar-key-vault.ts'

/** Loads the native part when the keychain is first needed, so that a system on which it does not load still starts. */
export async function loadKeytar(): Promise<Keytar> {
  return (await import('keytar')).default
}
