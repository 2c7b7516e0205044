/** Words for every error that can reach a person: what happened, what it means, what to do. Exhaustive by type. */
import type { AppError, AppErrorCode, AppErrorDetails } from '#shared/rpc/errors.ts'

export interface ErrorText {
  readonly title: string
  readonly meaning: string
  readonly action: string
}

type Writers = { readonly [C in AppErrorCode]: (details: AppErrorDetails[C]) => ErrorText }

const NOUNS: Readonly<Record<AppErrorDetails['not-found']['kind'], string>> = {
  card: 'card', cardholder: 'person', account: 'account', transaction: 'charge', import: 'import', preview: 'preview', file: 'file', connection: 'connection', statement: 'statement', category: 'category',
}

const WEAK_REASONS: Readonly<Record<AppErrorDetails['vault.weak-passphrase']['reason'], (minLength: number) => string>> = {
  'too-short': (minLength) => `It needs at least ${minLength} characters.`,
  'too-common': () => 'It is among the first that anybody would try.',
  'contains-context': () => 'It contains the name of the business or of this app.',
}

const KEYCHAIN_STATES: Readonly<Record<AppErrorDetails['vault.keychain-unavailable']['state'], string>> = {
  locked: 'The system’s keychain is locked, and this vault needs it together with your passphrase.',
  absent: 'This computer’s keychain service is not running, and this vault needs it together with your passphrase.',
  failed: 'The system’s keychain did not answer, and this vault needs it together with your passphrase.',
}

const WRITERS: Writers = {
  'engine.unavailable': () => ({ title: 'Cardkeep is reconnecting', meaning: 'The part that reads your books stopped for a moment. Nothing that was saved is lost.', action: 'Try again in a few seconds.' }),
  'engine.internal': ({ reference }) => ({ title: 'Something went wrong in Cardkeep', meaning: 'This is a fault of the app, not of anything you did. Your books are as they were before.', action: `Try again. If it happens again, copy the details (${reference}) and send them with a report.` }),
  'rpc.invalid-input': ({ issues }) => ({ title: 'That cannot be taken as it is', meaning: issues.length > 0 ? `Not accepted: ${issues.join(', ')}.` : 'Something in it is missing or out of range.', action: 'Correct it and try again.' }),
  'rpc.unknown-call': ({ name }) => ({ title: 'This window and the app do not match', meaning: `The app does not know “${name}”. It was probably updated while this window was open.`, action: 'Close Cardkeep and open it again.' }),
  'task.cancelled': () => ({ title: 'Cancelled', meaning: 'It was stopped before it ended. Nothing was changed.', action: 'Start it again whenever you like.' }),

  'vault.locked': () => ({ title: 'The vault is locked', meaning: 'Your books are encrypted and closed.', action: 'Unlock with your passphrase.' }),
  'vault.missing': () => ({ title: 'There is no vault on this computer yet', meaning: 'Cardkeep has nothing to open here.', action: 'Set it up first.' }),
  'vault.exists': () => ({ title: 'There is a vault already', meaning: 'This computer’s vault was set up before. It was left as it is.', action: 'Unlock it with its passphrase.' }),
  'vault.wrong-passphrase': ({ waitMs }) => ({ title: 'That is not the passphrase', meaning: 'Nothing was opened.', action: waitMs > 0 ? 'Wait for the countdown, then try again.' : 'Check Caps Lock and the keyboard layout, then try again.' }),
  'vault.throttled': () => ({ title: 'Too many attempts', meaning: 'After wrong attempts each next one has to wait longer. This keeps strangers out.', action: 'Wait for the countdown, then try again.' }),
  'vault.weak-passphrase': ({ reason, minLength }) => ({ title: 'This passphrase is too easy to guess', meaning: WEAK_REASONS[reason](minLength), action: 'Take a few unrelated words; spaces are welcome.' }),
  'vault.keychain-unavailable': ({ state }) => ({ title: 'The keychain is not available', meaning: KEYCHAIN_STATES[state], action: 'Unlock or start the keychain (signing in to the computer again usually does), then try again.' }),
  'vault.keychain-mismatch': () => ({ title: 'The keychain has lost this vault’s key', meaning: 'The keychain answers, but what Cardkeep keeps there is gone or was changed. Without it the passphrase alone cannot open the vault.', action: 'Restore the keychain of this computer from a backup, then try again.' }),
  'vault.damaged': () => ({ title: 'The vault’s key file is damaged', meaning: 'The file that holds the wrapped key cannot be read. The encrypted books beside it were not touched.', action: 'Restore Cardkeep’s folder from a backup, then open it again.' }),

  'db.damaged': () => ({ title: 'The books are damaged', meaning: 'The database does not read as it should, so it was closed before anything could be made worse.', action: 'Restore Cardkeep’s folder from a backup, then open it again.' }),
  'db.newer-version': ({ found, supported }) => ({ title: 'These books are from a newer Cardkeep', meaning: `They were last opened by a version with format ${found}; this one knows ${supported}. They were left untouched.`, action: 'Update Cardkeep on this computer.' }),
  'db.disk-full': () => ({ title: 'The disk is full', meaning: 'There was no room to save. Nothing was changed.', action: 'Free some space, then try again.' }),
  'db.read-only': () => ({ title: 'The books cannot be written', meaning: 'Cardkeep’s folder is read-only. You can look, not change.', action: 'Give your user write access to the folder, then try again.' }),
  'db.in-use': () => ({ title: 'The books are open elsewhere', meaning: 'Another Cardkeep is using them right now.', action: 'Close the other one, then try again.' }),

  'not-found': ({ kind }) => ({ title: `That ${NOUNS[kind]} is not here any more`, meaning: 'It was removed or taken back in the meantime.', action: 'Go back and choose another.' }),
  'validation.failed': ({ field, reason }) => ({ title: `Please check ${field}`, meaning: reason, action: 'Correct it and try again.' }),

  'import.refused': ({ file, line, reason }) => ({ title: `${file} cannot be imported`, meaning: line === null ? reason : `Line ${line}: ${reason}`, action: 'Nothing of it was stored. Download the file from the bank again, or choose another format there.' }),
  'import.preview-stale': () => ({ title: 'The books changed since this preview', meaning: 'What you see is no longer exactly what would happen, so nothing was stored.', action: 'Make the preview again.' }),
  'import.already-undone': () => ({ title: 'This import was already undone', meaning: 'Its rows are gone already.', action: 'Nothing to do.' }),
  'import.undo-blocked': ({ reason }) => ({ title: 'This import cannot be undone', meaning: reason, action: 'Undo the later work first.' }),
  'file.unreadable': ({ file }) => ({ title: `${file} cannot be read`, meaning: 'It was moved, deleted, or your user may not read it.', action: 'Choose it again.' }),
  'file.not-writable': ({ file }) => ({ title: `${file} cannot be written`, meaning: 'The folder is read-only, or the file is open in another program.', action: 'Close it there or choose another place.' }),
  'export.empty': () => ({ title: 'There is nothing to export', meaning: 'No charges fall into this period and these cards.', action: 'Choose a longer period or more cards.' }),
}

export function errorText(error: AppError): ErrorText {
  const write = WRITERS[error.code] as (details: AppErrorDetails[AppErrorCode]) => ErrorText
  return write(error.details)
}

/** What "Copy details" puts on the clipboard: code and details, which never hold a secret, path or row. */
export function errorDetails(error: AppError): string {
  return `Cardkeep error ${error.code}\n${JSON.stringify(error.details, null, 2)}`
}
