/** What a keychain's error text says about its state. The texts are libsecret's, GLib's and Apple's own; there are no codes. */
export type KeychainFailure = 'locked' | 'absent' | 'failed'

// "Cannot create an item in a locked collection", "Prompt was dismissed", errSecInteractionNotAllowed, "User canceled the operation".
const LOCKED = /\block(ed)?\b|dismissed|interaction (is )?not allowed|cancell?ed/i
// "Cannot autolaunch D-Bus without X11 $DISPLAY", "The name org.freedesktop.secrets was not provided by any .service
// files", "Couldn't access platform storage", "No such interface …Secret.Collection", and a keytar whose libsecret is missing.
const ABSENT = /D-?Bus|org\.freedesktop|not provided by any|platform storage|No such interface|Could not connect|Connection refused|native addon|shared object|Object does not exist/i

export function classifyFailure(error: unknown): KeychainFailure {
  const text = error instanceof Error ? error.message : ''
  if (LOCKED.test(text)) return 'locked'
  return ABSENT.test(text) ? 'absent' : 'failed'
}
