/**
 * The clipboard, for texts that must not stay on it: every other program can read it.
 * Such a text goes again after half a minute, at a lock and at the end, unless something else was copied since.
 */
import { createHash } from 'node:crypto'

/** Electron's; its newer versions answer with promises. */
export interface Clipboard {
  readText(): string | Promise<string>
  writeText(text: string): void | Promise<void>
  clear(): void | Promise<void>
}

export interface SecretClipboard {
  copy(text: string, isSecret: boolean): Promise<void>
  /** Takes a secret off it that is still there. */
  forget(): Promise<void>
}

export const SECRET_STAYS_MS = 30_000

/** What was copied is remembered as its digest: this process outlives every lock. */
export function createSecretClipboard(clipboard: Clipboard): SecretClipboard {
  let digest: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const forget = async () => {
    clearTimeout(timer)
    const wanted = digest
    digest = undefined
    if (wanted !== undefined && digestOf(await clipboard.readText()) === wanted) await clipboard.clear()
  }
  return {
    async copy(text, isSecret) {
      clearTimeout(timer)
      digest = isSecret ? digestOf(text) : undefined
      if (isSecret) timer = setTimeout(() => void forget(), SECRET_STAYS_MS).unref()
      await clipboard.writeText(text)
    },
    forget,
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
