/**
 * The sandbox issuer as a program: alone (`npm run sandbox`) or as a child of the app, which it tells its port and which tells it to stop.
 *
 *   --folder <path>   where its database lives (made when it is not there); else CARDKEEP_SANDBOX_FOLDER, else .cache/sandbox
 *   --port <n>        0: any free one; else CARDKEEP_SANDBOX_PORT, else 0
 *   --scale <n>       about so many charges in 24 months (9,000; up to 5,000,000)
 *   --seed <n>        another company's history
 *   --still           its world's time only passes when it is told to
 */
import { parseArgs } from 'node:util'
import { ownChannel, type SandboxMessage } from './control.ts'
import { startSandbox } from './sandbox.ts'

const { values } = parseArgs({
  options: { folder: { type: 'string' }, port: { type: 'string' }, scale: { type: 'string' }, seed: { type: 'string' }, still: { type: 'boolean', default: false } },
})

const channel = ownChannel()
const say = (line: string) => process.stdout.write(`${line}\n`)

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new RangeError(`--${name} takes a whole number`)
  return Number(text)
}

const seed = wholeNumber('seed', values.seed)
const scale = wholeNumber('scale', values.scale)
/** Progress is told in hundredths. */
const STEPS = 100
const progress = { told: -1 }

// Asked to end, or left alone, while it is still being made: a world that is not finished is made anew the next time.
const running: { close?: () => Promise<void> } = {}
channel?.onShutdown(() => void stop())
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())

const sandbox = await startSandbox({
  folder: values.folder ?? process.env['CARDKEEP_SANDBOX_FOLDER'] ?? '.cache/sandbox',
  port: wholeNumber('port', values.port ?? process.env['CARDKEEP_SANDBOX_PORT']) ?? 0,
  still: values.still,
  ...(seed === undefined ? {} : { seed }),
  ...(scale === undefined ? {} : { scale }),
  onProgress: (done, total) => {
    const percent = Math.floor((done * STEPS) / Math.max(1, total))
    if (percent === progress.told) return
    progress.told = percent
    tell({ t: 'preparing', percent })
  },
  report: (error) => process.stderr.write(`sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
})

function tell(message: SandboxMessage): void {
  channel?.send(message)
}

async function stop(): Promise<void> {
  await running.close?.()
  process.exit(0)
}

running.close = sandbox.close
tell({ t: 'ready', port: sandbox.port, url: sandbox.url })
if (!channel) {
  say(`Sandbox issuer on ${sandbox.url}`)
  say('Register as:')
  for (const { name, identity } of sandbox.identities) say(`  ${name}: card ${identity.cardNumber}, ${identity.expiryMonth}/${identity.expiryYear}, tax id …${identity.taxIdLast4}, ZIP ${identity.billingZip}, born ${identity.dateOfBirth}`)
  say(`Codes arrive in ${sandbox.url}/sandbox/inbox`)
}
