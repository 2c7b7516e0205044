import { redact } from '#shared/redaction/redact.ts'

/** The engine's log: a line is a call's name and an error's class, and what looks like a secret is taken out all the same. */
export function engineLog(write: (text: string) => void): (line: string) => void {
  return (line) => write(`engine: ${redact(line)}\n`)
}
