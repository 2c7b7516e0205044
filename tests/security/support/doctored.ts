/**
 * Builds of main with one safeguard taken out, for the negative controls: a suite that stays green on them sees nothing.
 *
 * The built program is copied and changed there; the product has no switch that would do it.
 */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Surgery {
  /** Text of the built main program and what stands there instead. It is an error when it is not there. */
  readonly cuts: readonly (readonly [found: string | RegExp, instead: string])[]
}

/** The folder of the doctored app, and the function that removes it. */
export async function doctoredApp(appFolder: string, { cuts }: Surgery): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'cardkeep-doctored-'))
  await cp(join(appFolder, 'out'), join(folder, 'out'), { recursive: true, filter: (path) => !path.endsWith('.map') })
  await cp(join(appFolder, 'package.json'), join(folder, 'package.json'))
  await symlink(join(appFolder, 'node_modules'), join(folder, 'node_modules'))
  const main = join(folder, 'out', 'main', 'index.js')
  const built = await readFile(main, 'utf8')
  const changed = cuts.reduce((text, [found, instead]) => {
    const after = text.replace(found, instead)
    if (after === text) throw new Error(`The built main program has no ${String(found)} any more: the control is blind.`)
    return after
  }, built)
  await writeFile(main, changed)
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}
