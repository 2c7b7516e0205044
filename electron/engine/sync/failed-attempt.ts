/** Why the last attempt to send a change failed, as it is kept beside the change. */
import type { KeptError } from '#shared/rpc/contract/sync.contract.ts'
import { AppError } from '#shared/rpc/errors.ts'

export interface FailedAttempt extends KeptError {
  /** Answers in a row that made no sense. */
  readonly times: number
  /** False only where it is known that the issuer has not seen the change. */
  readonly mayHaveArrived: boolean
}

export const keepAttempt = ({ code, details, times, mayHaveArrived }: FailedAttempt): string => JSON.stringify({ code, details, times, mayHaveArrived })

export const readAttempt = (text: string | null): FailedAttempt | undefined => (text === null ? undefined : (JSON.parse(text) as FailedAttempt))

/** The error alone, for the window's words. */
export function readKeptError(text: string | null): KeptError | null {
  if (text === null) return null
  const { code, details } = JSON.parse(text) as KeptError
  return { code, details }
}

/** What nobody expected is kept as a fault of the app, without its text: that could hold anything. */
export function keptErrorOf(error: unknown): KeptError {
  return error instanceof AppError ? { code: error.code, details: { ...error.details } } : { code: 'engine.internal', details: { reference: 'sync' } }
}
