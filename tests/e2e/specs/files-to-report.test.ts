import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { decimalText } from '#shared/domain/money.ts'
import { personName } from '#shared/domain/person-name.ts'
import { writeBusinessFiles } from '#tests/support/business-files.ts'
import { launchApp, newDataFolder } from '../support/app.ts'
import { answerDialogs, dropFiles, enginePids } from '../support/launch.ts'
import { ImportsPage } from '../pages/imports.ts'
import { AppWindow } from '../pages/window.ts'

it('a person drops their statement files, imports what the preview shows, and reads what each cardholder spent', async () => {
  const folder = await newDataFolder()
  const files = await writeBusinessFiles(folder)
  const { electron, page, pageErrors } = await launchApp()
  const window = new AppWindow(page)
  const imports = new ImportsPage(page)

  await window.createVault()
  await dropFiles(page, [files.amex, files.chase, files.visa, files.broken])
  const all = files.counts.amex + files.counts.chase + files.counts.visa
  await imports.importButton.waitFor()
  expect(await imports.importButton.innerText()).toBe(`Import ${all} charges`)
  expect(await imports.files.innerText()).toContain('Line 4')
  expect(await imports.files.innerText()).toContain('31/31/2026')
  await imports.import()
  await imports.result.waitFor()
  expect(await imports.result.innerText()).toBe(`${all} charges came in`)

  // The report names everybody whom the files name, and its total is the sum of what the files say.
  await window.go('Reports')
  await page.getByRole('heading', { name: 'Who spent it' }).waitFor()
  const report = await window.main.innerText()
  for (const person of files.people) expect(report).toContain(personName(person))
  const spent = await fileSpend([files.amex, files.chase, files.visa])
  expect(report.replaceAll(',', '')).toContain(`$${decimalText(spent, 'USD')}`)

  // Every figure opens its charges.
  await page.getByRole('table', { name: /person and month/i }).getByRole('link').first().click()
  await page.getByText(/^\d+ charges?$/).waitFor()

  // Exports hold the same numbers.
  const csv = join(folder, 'report.csv')
  const pdf = join(folder, 'report.pdf')
  await window.go('Reports')
  for (const [kind, path] of [['CSV', csv], ['PDF', pdf]] as const) {
    await answerDialogs(electron, { save: path })
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: new RegExp(kind) }).click()
    await expect.poll(() => readFile(path).then((bytes) => bytes.length, () => 0), { timeout: 30_000 }).toBeGreaterThan(1_000)
  }
  expect(await readFile(csv, 'utf8')).toContain(decimalText(spent, 'USD'))
  expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-')

  // One card at a time, by keyboard, remembered on every page.
  await window.press('Control+1')
  await expect.poll(() => window.scopeChip.innerText()).not.toContain('All cards')
  await window.go('Transactions')
  await expect.poll(async () => (await window.main.innerText()).includes(`${all} charges`)).toBe(false)
  await window.press('Control+0')
  await expect.poll(async () => (await window.main.innerText()).includes(`${all} charges`)).toBe(true)

  // The engine is killed: the window says so at most, and goes on by itself.
  const [engine] = await enginePids(electron)
  process.kill(engine!, 'SIGKILL')
  await expect.poll(() => enginePids(electron), { timeout: 20_000 }).not.toEqual([engine])
  await window.passphraseField.waitFor({ timeout: 30_000 })
  await window.unlock()
  await expect.poll(async () => (await window.main.innerText()).includes(`${all} charges`), { timeout: 30_000 }).toBe(true)

  expect(pageErrors).toEqual([])
})

it('the same file twice adds nothing, an overlapping one only what is new, and an import can be taken back', async () => {
  const folder = await newDataFolder()
  const files = await writeBusinessFiles(folder)
  const { electron, page, pageErrors } = await launchApp()
  const window = new AppWindow(page)
  const imports = new ImportsPage(page)
  await window.createVault()

  await dropFiles(page, [files.amexRecent])
  await imports.import()
  await imports.result.waitFor()

  // The whole year holds the recent months again.
  await answerDialogs(electron, { open: [files.amex] })
  await page.getByRole('button', { name: /^Open files/ }).click()
  const fresh = files.counts.amex - files.counts.amexRecent
  await expect.poll(() => imports.importButton.innerText()).toBe(`Import ${fresh} charges`)
  await imports.import()
  await expect.poll(() => imports.result.innerText()).toBe(`${fresh} charges came in`)

  // Once more: nothing to import, and the page says why.
  await page.getByRole('button', { name: /^Open files/ }).click()
  await imports.tab('Already here').waitFor()
  await expect.poll(() => imports.files.innerText()).toMatch(/before/i)
  await window.go('Transactions')
  await page.getByText(`${files.counts.amex} charges`).waitFor()

  // Taking the second import back leaves the first.
  await window.go('Activity')
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: /^(Remove|Take|Put|Undo)/ }).click()
  await window.go('Transactions')
  await page.getByText(`${files.counts.amexRecent} charges`).waitFor()
  expect(pageErrors).toEqual([])
})

it('files on the command line are waiting on the import page once the vault is open', async () => {
  const folder = await newDataFolder()
  const files = await writeBusinessFiles(folder)
  const { page } = await launchApp({ files: [files.visa] })
  const window = new AppWindow(page)
  const imports = new ImportsPage(page)
  await window.setUpFirst()
  await window.protect()
  await window.keepRecoveryKey()
  await imports.importButton.waitFor()
  expect(await imports.importButton.innerText()).toContain(`${files.counts.visa} charges`)
  await imports.import()
  await imports.result.waitFor()

  // Closed billing periods became statements that add up.
  await window.go('Statements')
  await expect.poll(() => window.main.innerText()).toContain('Adds up')
})

/** Cents spent according to the files themselves: every charge, no payments, by a reader that shares nothing with the app. */
async function fileSpend(paths: readonly string[]): Promise<number> {
  const cents = (text: string) => Number(text.replace('.', ''))
  let total = 0
  for (const path of paths) {
    const text = await readFile(path, 'utf8')
    if (path.endsWith('.qfx')) for (const [, amount = ''] of text.matchAll(/<TRNAMT>(-?[\d.]+)/g)) total -= cents(amount)
    else if (path.includes('Chase')) for (const [, amount = ''] of text.matchAll(/,Sale,(-[\d.]+),/g)) total -= cents(amount)
    else for (const [, amount = ''] of text.matchAll(/,-\d{5},([\d.]+),/g)) total += cents(amount)
  }
  return total
}
