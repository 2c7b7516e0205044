/** Words for every error that can reach a person: what happened, what it means, what to do. Exhaustive by type. */
import type { AppError, AppErrorCode, AppErrorDetails } from '#shared/rpc/errors.ts'

export interface ErrorText {
  readonly title: string
  readonly meaning: string
  readonly action: string
}

type Writers = { readonly [C in AppErrorCode]: (details: AppErrorDetails[C]) => ErrorText }

const NOUNS: Readonly<Record<AppErrorDetails['not-found']['kind'], string>> = {
  card: 'card', cardholder: 'person', account: 'account', transaction: 'charge', import: 'import', preview: 'preview', file: 'file', connection: 'connection', statement: 'statement', category: 'category', change: 'change', notice: 'notice',
  challenge: 'sign-in', session: 'session', device: 'computer', outbox: 'waiting change',
  group: 'group', limit: 'limit', template: 'template', request: 'request', rule: 'rule', decline: 'declined charge', dispute: 'dispute',
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

const UNREACHABLE: Readonly<Record<AppErrorDetails['issuer.unreachable']['reason'], { readonly meaning: string; readonly action: string }>> = {
  offline: { meaning: 'This computer is not connected to the internet.', action: 'Connect, then try again.' },
  refused: { meaning: 'The issuer’s address answers, but its service is not running or does not let this computer in.', action: 'Try again in a few minutes.' },
  reset: { meaning: 'The connection broke before the answer was complete.', action: 'Try again.' },
  timeout: { meaning: 'The issuer did not answer in time.', action: 'Try again in a few minutes.' },
  name: { meaning: 'The issuer’s address was not found. This computer may be offline, or the address is mistyped.', action: 'Check the connection and the address, then try again.' },
  'switched-off': { meaning: 'The sandbox issuer on this computer is switched off.', action: 'Start it on the Connections page, then try again.' },
}

const CERTIFICATE: Readonly<Record<AppErrorDetails['issuer.certificate']['problem'], string>> = {
  expired: 'Its certificate has expired.',
  'not-yet-valid': 'Its certificate is not valid yet. This computer’s clock may be wrong.',
  'self-signed': 'Its certificate is signed by itself, not by anybody this app trusts.',
  untrusted: 'Its certificate is signed by somebody this app does not trust.',
  'wrong-host': 'Its certificate belongs to another address.',
  other: 'A secure connection could not be made.',
}

const UNEXPECTED: Readonly<Record<AppErrorDetails['issuer.unexpected']['what'], string>> = {
  'not-json': 'Something else answered in the issuer’s place, such as the sign-in page of a public network.',
  redirected: 'Something sent this request to another address, such as the sign-in page of a public network. Cardkeep did not follow.',
  'cut-off': 'The answer arrived damaged or incomplete.',
  'wrong-shape': 'The answer does not have the form it should have.',
  'too-large': 'The answer was far larger than it should be, so it was not read.',
}

const WEAK_PASSWORDS: Readonly<Record<string, string>> = {
  'too-short': 'It is too short.',
  'too-common': 'It is among the first that anybody would try.',
  'contains-context': 'It contains your name, your user ID, the name of the business or of the issuer.',
  'same-as-before': 'It is the one you have now.',
}

/** Groups of the recovery key, counted as people count: `group 3`, `groups 2 and 5`, `groups 1, 4 and 7`. */
function groupNames(places: readonly number[]): string {
  const names = places.map((place) => String(place + 1))
  return names.length === 1 ? `group ${names[0]}` : `groups ${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

const BACKUP_PROBLEMS: Readonly<Record<AppErrorDetails['backup.unreadable']['reason'], ErrorText>> = {
  'not-a-backup': { title: 'This is not a Cardkeep backup', meaning: 'The file does not begin as a backup does. Nothing was changed.', action: 'Choose the file that Cardkeep wrote.' },
  'cut-off': { title: 'This backup is not complete', meaning: 'The file is shorter than it was, or changed on its way here. Nothing was changed.', action: 'Copy it again from where it is kept, or choose an older one.' },
  newer: { title: 'This backup is from a newer Cardkeep', meaning: 'This version does not know its format. Nothing was changed.', action: 'Update Cardkeep on this computer, then try again.' },
}

/** A duration that a person can wait for: `30 seconds`, `2 minutes`, `3 hours`. */
function wait(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000))
  if (seconds < 60) return seconds === 1 ? 'a second' : `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 60) return minutes === 1 ? 'a minute' : `${minutes} minutes`
  const hours = Math.ceil(minutes / 60)
  return hours === 1 ? 'an hour' : `${hours} hours`
}

const SIGNED_OUT: Readonly<Record<AppErrorDetails['auth.signed-out']['reason'], { readonly meaning: string; readonly action: string }>> = {
  ended: { meaning: 'The session with the issuer was ended. What is on this computer stays readable, and waiting changes are kept.', action: 'Sign in again.' },
  reused: { meaning: 'This session was used from two places, so the issuer ended all of your sessions to be safe. What is on this computer stays readable, and waiting changes are kept.', action: 'Sign in again. If another computer is not yours, change your password.' },
  none: { meaning: 'Nobody is signed in to the issuer here. What is on this computer stays readable, and waiting changes are kept.', action: 'Sign in.' },
}

function moment(instant: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(instant)
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
  'vault.keychain-mismatch': () => ({ title: 'The keychain has lost its part of the key', meaning: 'It answers, but what Cardkeep keeps there is gone or is another’s. Without it the passphrase alone cannot open the books; nothing in them is lost.', action: 'Open them with the recovery key, which ties them to the keychain of now, or restore the keychain from a backup.' }),
  'vault.damaged': () => ({ title: 'The vault’s key file is damaged', meaning: 'The file that holds the wrapped key cannot be read. The encrypted books beside it were not touched.', action: 'Restore Cardkeep’s folder from a backup, then open it again.' }),

  'vault.wrong-pin': ({ triesLeft }) => ({ title: 'That is not the PIN', meaning: triesLeft === 0 ? 'It was wrong five times, so it opens nothing until the passphrase was given.' : triesLeft === 1 ? 'There is one more try before only the passphrase opens.' : `There are ${triesLeft} more tries before only the passphrase opens.`, action: triesLeft === 0 ? 'Use the passphrase.' : 'Try again, or use the passphrase.' }),
  'vault.pin-closed': () => ({ title: 'The PIN is closed', meaning: 'It was wrong five times, so it opens nothing until the passphrase was given.', action: 'Use the passphrase.' }),
  'vault.closed': () => ({ title: 'The passphrase and the PIN are closed', meaning: 'They were wrong ten times in a row. Nothing in the books is lost, and what waits to be sent still waits.', action: 'Open them with the recovery key and choose a new passphrase.' }),
  'vault.weak-pin': ({ reason, minLength }) => ({ title: 'This PIN is too easy to guess', meaning: reason === 'too-short' ? `It needs at least ${minLength} digits.` : 'It is a row, a repetition or a date, which is tried first.', action: 'Take digits that mean nothing to anybody.' }),
  'vault.pin-needs-keychain': () => ({ title: 'A PIN needs the keychain', meaning: 'Digits are quickly guessed. They are safe only together with the secret in this computer’s keychain, which these books do not use.', action: 'Go on with the passphrase.' }),
  'vault.wrong-recovery-key': ({ mistyped }) => (mistyped.length > 0 ? { title: 'The recovery key is mistyped', meaning: `Not right as it stands: ${groupNames(mistyped)}. Nothing was opened.`, action: 'Compare it with your copy, group by group.' } : { title: 'That is not the recovery key of these books', meaning: 'It is a key, but of other books or one that was replaced by a newer one. Nothing was opened.', action: 'Take the newest copy you have.' }),
  'vault.no-recovery-key': () => ({ title: 'There is no recovery key here', meaning: 'None was made for these books, or the one on the screen was not finished in time.', action: 'Make a new one in the settings once the books are open.' }),
  'presence.required': () => ({ title: 'Not done: nobody confirmed it', meaning: 'This takes the passphrase or the PIN given a short while ago. Nothing was changed.', action: 'Do it again and confirm that it is you.' }),

  'backup.unreadable': ({ reason }) => ({ title: BACKUP_PROBLEMS[reason].title, meaning: BACKUP_PROBLEMS[reason].meaning, action: BACKUP_PROBLEMS[reason].action }),
  'backup.other-books': () => ({ title: 'This does not open with the key of these books', meaning: 'It is of other books, of a time before their key was changed, or damaged itself. Nothing was changed.', action: 'Choose another one.' }),

  'db.damaged': () => ({ title: 'The books are damaged', meaning: 'The database does not read as it should, so it was closed before anything could be made worse.', action: 'Lock Cardkeep and unlock it again: it then offers to rescue what reads, or an earlier copy.' }),
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

  'issuer.unreachable': ({ reason }) => ({ title: 'The issuer cannot be reached', meaning: `${UNREACHABLE[reason].meaning} What is on this computer stays as it is.`, action: UNREACHABLE[reason].action }),
  'issuer.certificate': ({ problem }) => ({ title: 'This connection is not safe', meaning: `The other end could not prove that it is the issuer. ${CERTIFICATE[problem]} Nothing was sent.`, action: 'Check this computer’s date, leave any public network, and try again. Cardkeep never continues past this.' }),
  'issuer.unexpected': ({ what }) => ({ title: 'The answer was not the issuer’s', meaning: `${UNEXPECTED[what]} Nothing of it was stored.`, action: 'Try again. On a public network, open a web page first and sign in there.' }),
  'issuer.failed': ({ status, waitMs }) => ({ title: 'The issuer has a problem', meaning: `Its service failed (status ${status}). What is on this computer stays as it is.`, action: waitMs === undefined ? 'Try again in a few minutes.' : `Try again in ${wait(waitMs)}.` }),
  'issuer.throttled': ({ waitMs }) => ({ title: 'The issuer asks to wait', meaning: 'It got too many requests in a short time. Nothing was changed.', action: `Try again in ${wait(waitMs)}.` }),
  'issuer.rejected': ({ code, reason, field }) => ({ title: 'The issuer did not accept this', meaning: `Its reason: ${[code, reason, field].filter((part) => part !== null).join(', ').replaceAll(/[_-]/g, ' ')}. Nothing was changed.`, action: 'Check it and try another way, or ask the issuer.' }),
  'issuer.cursor-invalid': () => ({ title: 'Everything has to be fetched anew', meaning: 'The issuer started its list of changes again. What you made here is kept.', action: 'Sync again.' }),

  'auth.other-company': () => ({ title: 'This sign-in belongs to another company', meaning: 'Charges of two companies are never mixed, so nobody was signed in and nothing was fetched.', action: 'Sign in as before, or add a connection of its own for the other company.' }),
  'auth.invalid-credentials': () => ({ title: 'That user ID and password do not match', meaning: 'Nobody was signed in.', action: 'Check Caps Lock and try again, or recover the user ID or the password.' }),
  'auth.throttled': ({ waitMs }) => ({ title: 'Too many attempts', meaning: 'The issuer makes each next attempt wait. This keeps strangers out. Nothing was changed.', action: `Try again in ${wait(waitMs)}.` }),
  'auth.locked': ({ until }) => ({ title: 'This sign-in is locked', meaning: 'There were too many wrong attempts, so the issuer locked it. Nothing was changed.', action: until === null ? 'Recover the password to open it again.' : `Try again after ${moment(until)}, or recover the password.` }),
  'auth.identity-not-verified': () => ({ title: 'These details do not match the issuer’s', meaning: 'The issuer could not find a person with exactly these details. Nothing was changed.', action: 'Compare them with the card and the latest statement, then try again.' }),
  'auth.already-registered': () => ({ title: 'You are registered already', meaning: 'The issuer has a user ID for this person. It was left as it is.', action: 'Sign in, or recover the user ID.' }),
  'auth.user-id-taken': () => ({ title: 'That user ID is taken', meaning: 'Somebody else uses it. Nothing was changed.', action: 'Choose another one.' }),
  'auth.weak-password': ({ reason }) => ({ title: 'The issuer does not accept this password', meaning: `${WEAK_PASSWORDS[reason] ?? 'It is too easy to guess.'} Nothing was changed.`, action: 'Take a few unrelated words; spaces are welcome.' }),
  'auth.token-expired': () => ({ title: 'That took too long', meaning: 'The issuer no longer waits for this step. Nothing was changed.', action: 'Start again from the beginning.' }),
  'auth.code-wrong': ({ triesLeft }) => ({ title: 'That is not the code', meaning: triesLeft === 1 ? 'There is one more try.' : `There are ${triesLeft} more tries.`, action: 'Enter the newest code.' }),
  'auth.code-expired': () => ({ title: 'That code is no longer valid', meaning: 'It is too old or was used already. Nothing was changed.', action: 'Ask for a new one.' }),
  'auth.code-tries-exhausted': () => ({ title: 'Too many wrong codes', meaning: 'This code does not work any more. Nothing was changed.', action: 'Start again and ask for a new code.' }),
  'auth.code-too-early': ({ waitMs }) => ({ title: 'A code was sent a moment ago', meaning: 'It can take a little to arrive. No second one was sent.', action: `Ask for another in ${wait(waitMs)}.` }),
  'auth.signed-out': ({ reason }) => ({ title: 'You are signed out', ...SIGNED_OUT[reason] }),
  'auth.password-change-required': () => ({ title: 'Choose a new password first', meaning: 'After “This wasn’t me” the issuer lets nothing else through. Nothing was changed.', action: 'Change the password, then go on.' }),

  'sandbox.failed': () => ({ title: 'The sandbox issuer is not running', meaning: 'It did not start, or it stopped. Your books are as they were.', action: 'Try again. If it does not start, close Cardkeep and open it again.' }),
}

export function hasErrorText(code: string): code is AppErrorCode {
  return Object.hasOwn(WRITERS, code)
}

export function errorText(error: AppError): ErrorText {
  const write = WRITERS[error.code] as (details: AppErrorDetails[AppErrorCode]) => ErrorText
  return write(error.details)
}

/** What "Copy details" puts on the clipboard: code and details, which never hold a secret, path or row. */
export function errorDetails(error: AppError): string {
  return `Cardkeep error ${error.code}\n${JSON.stringify(error.details, null, 2)}`
}
