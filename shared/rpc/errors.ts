/**
 * The one closed set of errors that can cross a process boundary.
 *
 * An error is a code with details typed for that code, and whether trying again can help. No stack, SQL, path,
 * card number or token is ever put into details. The words for people are in renderer/lib/error-text.ts,
 * which must name every code to compile.
 */

/** Details of each code. `{}` means the code says it all. */
export interface AppErrorDetails {
  /** The engine process is not there (starting, crashed, locked down while a call was on its way). */
  'engine.unavailable': Record<string, never>
  /** A bug: something threw that no handler expected. `reference` ties the screen to the local log. */
  'engine.internal': { readonly reference: string }
  /** Input that does not fit the contract. `issues` name fields, never values. */
  'rpc.invalid-input': { readonly issues: readonly string[] }
  'rpc.unknown-call': { readonly name: string }
  'task.cancelled': Record<string, never>

  'vault.locked': Record<string, never>
  'vault.missing': Record<string, never>
  'vault.exists': Record<string, never>
  'vault.wrong-passphrase': { readonly failedAttempts: number; readonly waitMs: number }
  /** Too many wrong attempts: wait before the next is even tried. */
  'vault.throttled': { readonly waitMs: number; readonly failedAttempts: number }
  'vault.weak-passphrase': { readonly reason: 'too-short' | 'too-common' | 'contains-context'; readonly minLength: number }
  /** The vault was made with the keychain, and the keychain does not answer now. */
  'vault.keychain-unavailable': { readonly state: 'locked' | 'absent' | 'failed' }
  /** The keychain answers but has lost (or changed) the item this vault needs. */
  'vault.keychain-mismatch': Record<string, never>
  'vault.damaged': Record<string, never>
  'vault.wrong-pin': { readonly failedAttempts: number; readonly waitMs: number; /** 0: from now on only the passphrase. */ readonly triesLeft: number }
  /** No PIN is set, or it was wrong five times: the passphrase opens. */
  'vault.pin-closed': Record<string, never>
  /** Ten wrong attempts: only the recovery key opens. */
  'vault.closed': Record<string, never>
  'vault.weak-pin': { readonly reason: 'too-short' | 'too-easy'; readonly minLength: number }
  /** Digits alone protect nothing: a PIN is taken only where the keychain's secret is needed too. */
  'vault.pin-needs-keychain': Record<string, never>
  /** `mistyped`: groups (from 0) that cannot be right as they stand; empty where the key is well-formed and another's. */
  'vault.wrong-recovery-key': { readonly mistyped: readonly number[] }
  'vault.no-recovery-key': Record<string, never>
  /** The call needs a person who has just given the passphrase or the PIN. */
  'presence.required': Record<string, never>

  /** A file that was chosen as a backup: none at all, not as long as it was, or of a newer app. */
  'backup.unreadable': { readonly reason: 'not-a-backup' | 'cut-off' | 'newer' }
  /** A backup of other books than those that are set up here, or from before their key was changed. */
  'backup.other-books': Record<string, never>

  'db.damaged': Record<string, never>
  'db.newer-version': { readonly found: string; readonly supported: string }
  'db.disk-full': Record<string, never>
  'db.read-only': Record<string, never>
  'db.in-use': Record<string, never>

  'not-found': { readonly kind: 'card' | 'cardholder' | 'account' | 'transaction' | 'import' | 'preview' | 'file' | 'connection' | 'statement' | 'category' | 'change' | 'notice' | 'challenge' | 'session' | 'device' | 'outbox' | 'group' | 'limit' | 'template' | 'request' | 'rule' | 'decline' | 'dispute' }
  'validation.failed': { readonly field: string; readonly reason: string }

  /** A file that cannot be imported. Everything the person needs to find the place. */
  'import.refused': { readonly file: string; readonly line: number | null; readonly reason: string; readonly code: string }
  /** What is stored changed since the preview was made: what was previewed is no longer what would happen. */
  'import.preview-stale': Record<string, never>
  'import.already-undone': Record<string, never>
  /** Later work (an import, an assignment) builds on rows of this import. */
  'import.undo-blocked': { readonly reason: string }
  'file.unreadable': { readonly file: string }
  'file.not-writable': { readonly file: string }
  'export.empty': Record<string, never>

  /**
   * The issuer could not be asked. What was asked may have arrived all the same when the reason is `reset` or `timeout`, and only then.
   * `switched-off`: the app's own sandbox issuer, by a person.
   */
  'issuer.unreachable': { readonly reason: 'offline' | 'refused' | 'reset' | 'timeout' | 'name' | 'switched-off' }
  /** The other end did not prove that it is the issuer: nothing was sent. */
  'issuer.certificate': { readonly problem: 'expired' | 'not-yet-valid' | 'self-signed' | 'untrusted' | 'wrong-host' | 'other' }
  /** Something answered, but not as this API does: a captive portal, a proxy, a damaged answer. */
  'issuer.unexpected': { readonly what: 'not-json' | 'cut-off' | 'wrong-shape' | 'too-large' | 'redirected' }
  /** A fault at the issuer. `waitMs` where it said when to come back. */
  'issuer.failed': { readonly status: number; readonly waitMs?: number }
  'issuer.throttled': { readonly waitMs: number }
  /** The issuer understood and said no; the same again gets the same. `code`, `reason` and `field` are words of its API, never values. */
  'issuer.rejected': { readonly code: string; readonly reason: string | null; readonly field: string | null }
  'issuer.cursor-invalid': Record<string, never>

  /** One answer for an unknown user and a wrong password. */
  'auth.invalid-credentials': Record<string, never>
  'auth.throttled': { readonly waitMs: number }
  /** `until` is an instant, or null where only recovery opens it again. */
  'auth.locked': { readonly until: number | null }
  'auth.identity-not-verified': Record<string, never>
  'auth.already-registered': Record<string, never>
  'auth.user-id-taken': Record<string, never>
  'auth.weak-password': { readonly reason: string }
  /** A registration, recovery or reset that took too long or was used already. */
  'auth.token-expired': Record<string, never>
  'auth.code-wrong': { readonly triesLeft: number }
  'auth.code-expired': Record<string, never>
  'auth.code-tries-exhausted': Record<string, never>
  'auth.code-too-early': { readonly waitMs: number }
  /** `ended`: by its person or the issuer; `reused`: its token was used elsewhere too; `none`: nobody has signed in here. */
  'auth.signed-out': { readonly reason: 'ended' | 'reused' | 'none' }
  'auth.password-change-required': Record<string, never>
  /** Who signed in belongs to another company than the one whose charges the connection has brought. */
  'auth.other-company': Record<string, never>

  /** The sandbox issuer on this computer did not start or stopped. */
  'sandbox.failed': Record<string, never>
}

export type AppErrorCode = keyof AppErrorDetails

/** What crosses the wire. */
export interface AppErrorWire {
  readonly code: AppErrorCode
  readonly details: AppErrorDetails[AppErrorCode]
  readonly retryable: boolean
}

const RETRYABLE: ReadonlySet<AppErrorCode> = new Set<AppErrorCode>([
  'engine.unavailable', 'vault.keychain-unavailable', 'db.disk-full', 'db.in-use', 'import.preview-stale', 'file.unreadable', 'file.not-writable',
  'issuer.unreachable', 'issuer.unexpected', 'issuer.failed', 'issuer.throttled',
])

/**
 * The error thrown by every handler and rebuilt as the same class on the other side of a port.
 *
 * `retryable` says whether the same call can succeed later without any change to it.
 */
export class AppError<C extends AppErrorCode = AppErrorCode> extends Error {
  readonly code: C
  readonly details: AppErrorDetails[C]
  readonly retryable: boolean

  constructor(code: C, details: AppErrorDetails[C], options?: ErrorOptions) {
    super(code, options)
    this.name = 'AppError'
    this.code = code
    this.details = details
    this.retryable = RETRYABLE.has(code)
  }

  toWire(): AppErrorWire {
    return { code: this.code, details: this.details, retryable: this.retryable }
  }

  static fromWire(wire: AppErrorWire): AppError {
    return new AppError(wire.code, wire.details)
  }

  /** Narrows to one code: `if (AppError.is(error, 'vault.throttled')) error.details.waitMs`. */
  static is<K extends AppErrorCode>(error: unknown, code: K): error is AppError<K> {
    return error instanceof AppError && error.code === code
  }
}
