/** Loaded before a program (`node --import`): ends it without a word just before the n-th change to the file system (KILL_AT), and tells how many there were. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const killAt = Number(process.env['KILL_AT'] ?? 0)
const counted = { changes: 0 }

function counting<T extends object>(owner: T, names: readonly (keyof T & string)[]): void {
  for (const name of names) {
    const real = owner[name] as (...args: readonly unknown[]) => unknown
    const patched = function patched(this: unknown, ...args: readonly unknown[]): unknown {
      counted.changes += 1
      if (counted.changes === killAt) process.kill(process.pid, 'SIGKILL')
      return Reflect.apply(real, this, args)
    }
    Object.assign(owner, { [name]: patched })
  }
}

counting(fs.promises, ['open', 'rename', 'unlink', 'rm', 'mkdir', 'chmod'])
counting(fs, ['renameSync', 'rmSync', 'chmodSync', 'fsyncSync', 'openSync'])
const probe = await fs.promises.open(process.execPath, 'r')
counting(Object.getPrototypeOf(probe) as fs.promises.FileHandle, ['sync', 'writeFile', 'close'])
await probe.close()
counted.changes = 0
syncBuiltinESMExports()
process.on('exit', () => process.stdout.write(`${counted.changes}\n`))
