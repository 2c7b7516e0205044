/** An error that was kept with what it happened to, in words. It may be of another version of the app: then it is said in general. */
import type { KeptError } from '#shared/rpc/contract/sync.contract.ts'
import { AppError, type AppErrorWire } from '#shared/rpc/errors.ts'
import { errorText, hasErrorText, type ErrorText } from './error-text.ts'

const UNKNOWN: ErrorText = { title: 'It did not go through', meaning: 'The reason was written down by another version of Cardkeep.', action: 'Try again.' }

export function keptErrorText(kept: KeptError): ErrorText {
  if (!hasErrorText(kept.code)) return UNKNOWN
  return errorText(AppError.fromWire({ code: kept.code, details: kept.details as AppErrorWire['details'], retryable: false }))
}
