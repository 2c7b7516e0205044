/** Drives the built app through what it can do and writes named screenshots. Run by `npm run tour`. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { electronFlags } from '#scripts/lib/electron/flags.mjs'
import { resolveElectron } from '#scripts/lib/electron/resolve.mjs'
import { silent } from '#scripts/lib/say.mjs'
import { writeBusinessFiles } from '#tests/support/business-files.ts'
import { answerDialogs, dropFiles, resize, startApp, type StartedApp } from '../e2e/support/launch.ts'
import { ImportsPage } from '../e2e/pages/imports.ts'
import { AppWindow, type PageName } from '../e2e/pages/window.ts'
import { aboutStops } from './about-stops.ts'
import { connectionStops } from './connection-stops.ts'
import { disputesStops } from './disputes-stops.ts'
import { limitsStops } from './limits-stops.ts'
import { peopleStops } from './people-stops.ts'
import { syncStops } from './sync-stops.ts'
import { recoveryStops, vaultStops } from './vault-stops.ts'

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 960, height: 640 } } as const
const PAGES: readonly PageName[] = ['Overview', 'Transactions', 'Cards', 'Reports', 'Statements', 'Activity', 'Settings']

const appFolder = resolve(import.meta.dirname, '../..')
const { values } = parseArgs({ options: { out: { type: 'string', default: join(appFolder, 'tour') } } })
const folder = await mkdtemp(join(tmpdir(), 'cardkeep-tour-'))
await rm(values.out, { recursive: true, force: true })
await mkdir(values.out, { recursive: true })

const runtime = await resolveElectron({ say: silent })
const app = await startApp({ executable: runtime.executable, flags: electronFlags(), appFolder }, { dataFolder: folder, size: SIZES.wide })
let taken = 0
const problems = await tour(app).finally(() => app.electron.close())
await rm(folder, { recursive: true, force: true })
process.stdout.write(`cardkeep  tour: ${taken} screenshots in ${values.out}\n`)
for (const problem of problems) process.stdout.write(`cardkeep  tour: the page reported ${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1

async function shot(name: string): Promise<void> {
  await app.page.waitForTimeout(350)
  taken += 1
  await app.page.screenshot({ path: join(values.out, `${String(taken).padStart(2, '0')}-${name}.png`) })
}

async function tour({ electron, page, pageErrors }: StartedApp): Promise<readonly string[]> {
  const files = await writeBusinessFiles(folder)
  const window = new AppWindow(page)
  const imports = new ImportsPage(page)

  await page.getByRole('button', { name: 'Set up first, add files later' }).waitFor()
  await shot('first-run')
  await window.setUpFirst()
  await page.getByLabel('Name of the business').fill('Harbour & Finch LLC')
  await page.getByLabel('Passphrase for this computer').fill('harbour123')
  await page.waitForTimeout(800)
  await shot('weak-passphrase')
  await window.protect()
  await recoveryStops({ page, window, shot })
  await window.emptyBooks.waitFor()
  await shot('overview-empty')
  for (const name of ['Transactions', 'Cards', 'Reports', 'Statements', 'Activity'] as const) {
    await window.go(name)
    await shot(`${name.toLowerCase()}-empty`)
  }

  await dropFiles(page, [files.amexRecent])
  await imports.import()
  await imports.result.waitFor()
  await dropFiles(page, [files.amex, files.chase, files.visa, files.broken])
  await page.getByText('Line 4').waitFor()
  await shot('import-preview')
  await imports.tab('Already here').click()
  await shot('import-already-here')
  await imports.import()
  await page.getByRole('heading', { name: /came in/ }).waitFor()
  await page.waitForTimeout(500)
  await shot('import-done')

  const everyLook = async (look: (suffix: string) => Promise<void>) => {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      for (const [size, bounds] of Object.entries(SIZES)) {
        await resize(electron, bounds)
        await look(`${scheme}-${size}`)
      }
    }
    await page.emulateMedia({ colorScheme: 'light' })
    await resize(electron, SIZES.wide)
  }
  await everyLook(async (suffix) => {
    for (const name of PAGES) {
      await window.go(name)
      await shot(`${name.toLowerCase()}-${suffix}`)
    }
    await openDetails(window, suffix)
  })

  await window.go('Overview')
  await window.press('Control+k')
  await page.keyboard.type('sol')
  await shot('palette')
  await window.press('Escape')
  await window.scopeChip.click()
  await shot('card-switcher')
  await window.press('Escape')
  await window.press('Control+2')
  await shot('one-card')
  await window.press('Control+0')
  await window.press('?')
  await shot('shortcuts')
  await window.press('Escape')

  await window.go('Reports')
  await answerDialogs(electron, { save: join(folder, 'report.pdf') })
  await page.getByRole('button', { name: 'Export' }).click()
  await shot('export-menu')
  await page.getByRole('menuitem', { name: /PDF/ }).click()
  await page.waitForTimeout(1_500)
  await shot('export-done')

  await syncStops({ page, window, shot, everyLook })
  await limitsStops({ page, window, shot, everyLook })
  await peopleStops({ page, window, shot, everyLook })
  await disputesStops({ page, window, shot, everyLook })
  await connectionStops({ page, window, shot, everyLook })

  await aboutStops({ page, window, shot, everyLook })
  await vaultStops({ page, window, shot, everyLook })
  return pageErrors
}

/** The drawer of a charge and the paper of a statement, each over its list. */
async function openDetails(window: AppWindow, suffix: string): Promise<void> {
  await window.go('Transactions')
  await window.page.waitForTimeout(300)
  await window.press('j')
  await window.press('Enter')
  await shot(`transaction-${suffix}`)
  await window.press('Escape')
  await window.go('Statements')
  await window.main.getByText('Adds up').first().click()
  await shot(`statement-${suffix}`)
  await window.press('Escape')
}
