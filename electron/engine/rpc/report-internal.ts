import { randomUUID } from 'node:crypto'

/** Logs what no handler expected by the call's name and the error's class, never its content; returns the line's reference. */
export const internalReporter = (log: (line: string) => void) => (name: string, error: unknown): string => {
  const reference = randomUUID().slice(0, 8)
  log(`internal ${reference} in ${name}: ${error instanceof Error ? error.name : typeof error}`)
  return reference
}
