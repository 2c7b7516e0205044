/**
 * What a program is given of main's environment: a named few, so that nothing else leaks in.
 *
 * What is not named here cannot weaken a program's TLS, send it through a proxy or load code into it: NODE_OPTIONS,
 * NODE_TLS_REJECT_UNAUTHORIZED, NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, OPENSSL_CONF, HTTPS_PROXY and their like.
 */

const INHERITED = ['HOME', 'USERPROFILE', 'LANG', 'LC_ALL', 'LC_TIME', 'LC_NUMERIC', 'TZ', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir', 'PATH'] as const

export type Environment = Readonly<Record<string, string | undefined>>

export function inheritedEnvironment(from: Environment): Record<string, string> {
  return Object.fromEntries(
    INHERITED.flatMap((name) => {
      const value = from[name]
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
}
