/**
 * Does one piece of work on books whose log has grown past what opening needs, and says how far the log was before and after.
 *
 * Arguments: folder, key (hex), the work, what to do at the limit (`die`, `fail`).
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { asAppError } from '#engine/db/sqlite.ts'
import { openStore } from '#engine/db/store.ts'
import { AppError } from '#shared/rpc/errors.ts'
import { dieAtTheLimit, liftTheLimit } from './limited.ts'
import { isWork, WORK, writeFiller } from './sweep-work.ts'

const [folder = '', key = '', name = '', atLimit = ''] = process.argv.slice(2)
if (!isWork(name)) throw new Error(`No work is called ${name}`)
const file = join(folder, 'cardkeep.db')
const logSize = () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
const say = (line: string) => void process.stdout.write(`${line}\n`)

const store = await openStore({ file, key: Buffer.from(key, 'hex'), now: 1 })
await writeFiller(store, logSize)
say(`ready ${logSize()}`)
if (atLimit === 'die') dieAtTheLimit()
try {
  await WORK[name](store)
} catch (error) {
  const known = asAppError(error)
  say(`failed ${known instanceof AppError ? known.code : String(known)}`)
  liftTheLimit()
  await WORK[name](store)
}
say(`done ${logSize()}`)
// As if the machine were switched off: nothing is closed.
process.kill(process.pid, 'SIGKILL')
