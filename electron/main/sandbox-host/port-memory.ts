import { readFile, writeFile } from 'node:fs/promises'

/** The port that the sandbox had last, remembered from start to start. */
export interface PortMemory {
  recall(): Promise<number | undefined>
  remember(port: number): Promise<void>
}

const FIRST_PORT = 1_024
const LAST_PORT = 65_535

/** In a small file. One that cannot be read or written only means that the next start has another port. */
export function openPortMemory(file: string): PortMemory {
  return {
    async recall() {
      const text = await readFile(file, 'utf8').catch(() => '')
      const port = /^\d{4,5}$/.test(text.trim()) ? Number(text) : 0
      return port >= FIRST_PORT && port <= LAST_PORT ? port : undefined
    },
    remember: (port) => writeFile(file, `${port}\n`, { mode: 0o600 }).catch(() => undefined),
  }
}
