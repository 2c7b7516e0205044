/**
 * The built app as a person's machine runs it: with Chromium's own sandbox.
 *
 * Tests often run as root, to whom Chromium refuses its sandbox. There the app is started in a user namespace of its own, in which it is an
 * ordinary user; what it may touch stays the same. Where the system allows no user namespace either, it runs without the sandbox and says so.
 */
import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { inject } from 'vitest'

export interface SandboxedApp {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly dataFolder: string
  /** False where this system gives Chromium no sandbox. */
  readonly hasSandbox: boolean
  readonly pageErrors: readonly string[]
  /** Every address that any page asked for. */
  readonly requests: readonly string[]
  close(): Promise<void>
}

const AS_ORDINARY_USER = ['-U', '--map-user=1000', '--map-group=1000'] as const

export async function launchSandboxed({ appFolder }: { readonly appFolder?: string } = {}): Promise<SandboxedApp> {
  const runtime = inject('electron')
  const dataFolder = await mkdtemp(join(tmpdir(), 'cardkeep-security-'))
  const way = wayIntoTheSandbox()
  const electron = await _electron.launch({
    executablePath: way === 'namespace' ? await inNamespace(runtime.executable, dataFolder) : runtime.executable,
    chromiumSandbox: way !== 'none',
    args: [...runtime.flags.filter((flag) => way === 'none' || flag !== '--no-sandbox'), appFolder ?? runtime.appFolder],
    env: { ...definedEnvironment(), CARDKEEP_USER_DATA: join(dataFolder, 'data') },
  })
  const [requests, pageErrors]: [string[], string[]] = [[], []]
  electron.context().on('request', (request) => requests.push(request.url()))
  const page = await electron.firstWindow()
  page.on('console', (message) => {
    if (message.type() === 'error') pageErrors.push(message.text())
  })
  page.on('pageerror', (error) => pageErrors.push(error.message))
  await page.getByRole('button').first().waitFor()
  const close = async () => {
    await electron.close().catch(() => {})
    await rm(dataFolder, { recursive: true, force: true })
  }
  return { electron, page, dataFolder: join(dataFolder, 'data'), hasSandbox: way !== 'none', pageErrors, requests, close }
}

function wayIntoTheSandbox(): 'direct' | 'namespace' | 'none' {
  if (process.platform !== 'linux') return 'direct'
  if (process.getuid?.() !== 0) return works('unshare', ['-Ur', 'true']) ? 'direct' : 'none'
  return works('unshare', [...AS_ORDINARY_USER, 'unshare', '-Ur', 'true']) ? 'namespace' : 'none'
}

function works(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function inNamespace(executable: string, folder: string): Promise<string> {
  const script = join(folder, 'electron.sh')
  await writeFile(script, `#!/bin/sh\nexec unshare ${AS_ORDINARY_USER.join(' ')} '${executable}' "$@"\n`)
  await chmod(script, 0o755)
  return script
}

const definedEnvironment = (): Record<string, string> => Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
