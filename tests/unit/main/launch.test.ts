import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isOwnRequest } from '#main/security/origin.ts'
import { launchSettings } from '#main/security/launch.ts'

const DEVELOPER = { CARDKEEP_USER_DATA: '/elsewhere', CARDKEEP_ENGINE_ENTRY: 'selftest', CARDKEEP_LOG: '1' }
const packaged = (...args: readonly string[]) => launchSettings({ packaged: true, argv: ['/opt/cardkeep/cardkeep', ...args], env: DEVELOPER, noSandbox: args.includes('--no-sandbox') })

/** Source: Chromium's and Electron's documentation of command-line switches. */
const WEAKENING = [
  '--no-sandbox', '--disable-setuid-sandbox', '--disable-namespace-sandbox', '--disable-seccomp-filter-sandbox', '--disable-gpu-sandbox', '--no-zygote', '--single-process', '--in-process-gpu',
  '--remote-debugging-port=9222', '--remote-debugging-pipe', '--remote-allow-origins=*', '--inspect', '--inspect-brk=0', '--js-flags=--expose-gc', '--disable-web-security', '--allow-file-access-from-files', '--allow-running-insecure-content',
  '--disable-site-isolation-trials', '--disable-features=IsolateOrigins', '--enable-blink-features=X', '--enable-features=X', '--ignore-certificate-errors', '--ignore-certificate-errors-spki-list=x', '--host-rules=MAP * evil', '--host-resolver-rules=MAP * evil',
  '--proxy-server=evil:1', '--proxy-pac-url=http://evil', '--user-data-dir=/tmp/x', '--load-extension=/tmp/x', '--renderer-cmd-prefix=sh', '--utility-cmd-prefix=sh', '--gpu-launcher=sh', '--log-net-log=/tmp/x', '--ssl-key-log-file=/tmp/x', '--enable-logging', '--password-store=basic', '-r', '--require=/tmp/x.js', '--',
]

describe('the packaged app', () => {
  test.each(WEAKENING)('starts again without %s', (weakening) => {
    expect(packaged('/home/ada/june.ofx', weakening, '--lang=de').startAgainWith).toEqual(['/home/ada/june.ofx', '--lang=de'])
    expect(packaged(weakening.toUpperCase()).startAgainWith).toEqual([])
  })

  test('does not start again twice, and takes files and what only changes how it looks', () => {
    expect(packaged().startAgainWith).toBeUndefined()
    expect(packaged('/home/ada/june.ofx', '--ozone-platform-hint=auto', '--force-device-scale-factor=2', '-psn_0_12345').startAgainWith).toBeUndefined()
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...WEAKENING))), (args) => {
        const again = packaged(...args).startAgainWith
        if (again !== undefined) expect(packaged(...again).startAgainWith).toBeUndefined()
      }),
    )
  })

  test('asks for the sandbox always, and hears no variable of a developer', () => {
    expect(packaged('--no-sandbox')).toMatchObject({ sandbox: true, userData: undefined, engineEntry: undefined, logToTerminal: false })
  })
})

test('an unpackaged app does as its scripts say', () => {
  const facts = { packaged: false, argv: ['electron', '.', '--remote-debugging-port=0'], env: DEVELOPER, noSandbox: true }
  expect(launchSettings(facts)).toEqual({ startAgainWith: undefined, sandbox: false, userData: '/elsewhere', engineEntry: 'selftest', logToTerminal: true })
  expect(launchSettings({ ...facts, env: {}, noSandbox: false })).toEqual({ startAgainWith: undefined, sandbox: true, userData: undefined, engineEntry: undefined, logToTerminal: false })
})

test('a page loads the app’s own files and what it made itself', () => {
  const own = (address: string, developerTools = false) => isOwnRequest(address, { developerTools })
  expect(['app://cardkeep/', 'app://cardkeep/assets/x.js', 'data:image/png;base64,', 'blob:app://cardkeep/1-2'].filter((address) => !own(address))).toEqual([])
  const foreign = ['https://cardkeep/', 'app://cardkeep.evil/', 'app://cardkeep@evil/', 'blob:app://cardkeep.evil/1', 'blob:app://evil/1', 'blob:https://evil/1', 'blob:null/1', 'file:///etc/passwd', 'devtools://devtools/x', 'ws://cardkeep/', 'x', '']
  expect(foreign.filter((address) => own(address))).toEqual([])
  expect(own('devtools://devtools/x', true)).toBe(true)
})
