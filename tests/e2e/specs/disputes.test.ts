import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Dispute } from '#shared/gateway/resources/disputes.ts'
import { madePdf, phoneJpeg, SECRETS } from '#tests/support/evidence-files.ts'
import { launchApp, newDataFolder, type RunningApp } from '../support/app.ts'
import { answerDialogs, dropFiles } from '../support/launch.ts'
import { commandsOf, objectsOf } from '../support/sandbox-books.ts'
import { ConnectionsPage } from '../pages/connections.ts'
import { DisputesPage } from '../pages/disputes.ts'
import { SyncPage } from '../pages/sync.ts'
import { AppWindow } from '../pages/window.ts'

const STORY = 'winning_evidence The box was crushed and the machine does not switch on.'

it('a dispute is drafted offline with two files, outlives lock and restart, is sent once, won and printed; another is begun and sent by keys alone', async () => {
  const files = await newDataFolder()
  const [photo, order] = [join(files, 'crushed box.jpg'), join(files, 'order.pdf')]
  await writeFile(photo, phoneJpeg())
  await writeFile(order, await madePdf())

  const first = await launchApp()
  const { dataFolder, page } = first
  const window = new AppWindow(page)
  const sync = new SyncPage(page)
  const disputes = new DisputesPage(page)
  await window.createVault()
  await new ConnectionsPage(page).signInToSandbox()
  await sync.says(/Up to date/, 120_000)
  await sync.turnSandbox(false)

  // Offline: the reason, its questions, its last day, its files.
  await window.go('Transactions')
  await disputes.begin(1)
  await disputes.reason('It is damaged or does not work').click()
  await disputes.lastDay.waitFor()
  await page.getByLabel('What did you buy?').fill('One label printer, order 4471')
  await page.getByLabel('What is damaged, or does not work?').fill('It does not switch on')
  await page.getByRole('radio', { name: 'The merchant does not take it back' }).check()
  // A day that has not come is answered in its place.
  await page.getByLabel('When did you receive it?').fill('2099-01-01')
  await page.getByText('This day has not come yet.').first().waitFor()
  const charged = (await page.getByRole('main').locator('header time').first().getAttribute('datetime')) ?? ''
  await page.getByLabel('When did you receive it?').fill(charged)
  await page.getByLabel('When did you ask the merchant to put it right?').fill(charged)
  await disputes.addFiles('Photo', [photo])
  await disputes.file('crushed box.jpg').waitFor()
  await dropFiles(page, [order])
  await page.getByRole('group', { name: 'What is order.pdf?' }).getByRole('button', { name: 'Something else' }).click()
  await disputes.file('order.pdf').waitFor()
  await disputes.explanation.fill(STORY)
  await disputes.says(/kept here · Nothing is missing/)

  await window.press('Control+l')
  await window.passphraseField.waitFor()
  await window.unlock()
  await isWhole(window, disputes)
  expect(first.pageErrors).toEqual([])
  await first.close()

  const second = await launchApp({ dataFolder })
  await new AppWindow(second.page).unlock()
  await isWhole(new AppWindow(second.page), new DisputesPage(second.page))
  await sendAndWin(second, join(files, 'case.pdf'))
  await byKeysAlone(second)
  expect(second.pageErrors).toEqual([])
  await second.close()
})

/** From the board to the draft, with everything that was written before. */
async function isWhole(window: AppWindow, disputes: DisputesPage): Promise<void> {
  await disputes.openBoard()
  await disputes.rows.getByText('It is damaged or does not work').click()
  await disputes.says(/kept here · Nothing is missing/)
  expect(await disputes.explanation.inputValue()).toBe(STORY)
  expect(await window.page.getByLabel('What did you buy?').inputValue()).toBe('One label printer, order 4471')
  expect(await window.page.getByRole('radio', { name: 'The merchant does not take it back' }).isChecked()).toBe(true)
  await disputes.file('crushed box.jpg').waitFor()
  await disputes.file('order.pdf').waitFor()
}

async function sendAndWin({ electron, page, dataFolder }: RunningApp, target: string): Promise<void> {
  const window = new AppWindow(page)
  const sync = new SyncPage(page)
  const disputes = new DisputesPage(page)
  await page.getByRole('button', { name: /^Send to / }).click()
  expect(await disputes.summary.innerText()).toMatch(/crushed box\.jpg, order\.pdf/)
  expect(await disputes.summary.innerText()).toContain('cannot be reached now')
  await disputes.summary.getByRole('button', { name: /^Dispute \$/ }).click()
  await disputes.next.getByText('It has not left this computer yet.').waitFor()
  expect(commandsOf(dataFolder).filter((name) => name.startsWith('disputes.'))).toEqual([])

  await sync.turnSandbox(true)
  await sync.says(/Up to date/)
  expect(commandsOf(dataFolder)).toEqual(['disputes.create', 'disputes.addEvidence', 'disputes.addEvidence', 'disputes.submit'])
  const [sent] = sentBy(dataFolder)
  expect(sent).toMatchObject({ status: 'submitted', reason: 'goods-damaged', explanation: STORY, answers: { 'return-outcome': 'refused-by-merchant' } })

  // A day until it is taken, fifteen more in which the merchant does not answer.
  await disputes.letDaysPass(17)
  await sync.syncNow()
  await window.press('Escape')
  await disputes.openBoard()
  await disputes.rows.getByText('It is damaged or does not work').click()
  await page.getByRole('main').getByText('Won', { exact: true }).first().waitFor({ timeout: 60_000 })
  await answerDialogs(electron, { save: target })
  await page.getByRole('button', { name: 'Save the case file…' }).click()
  await page.getByText(/is saved/).waitFor()
  const pdf = await readFile(target)
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  // The photo is in it, and not where it was taken.
  expect(pdf.includes(SECRETS.camera)).toBe(false)
  expect(pdf.includes(SECRETS.latitude)).toBe(false)
}

const sentBy = (dataFolder: string): readonly Dispute[] => objectsOf<Dispute>(dataFolder, 'dispute').filter(({ explanation }) => explanation === STORY)

/** From the list of charges to what was sent, without the mouse. */
async function byKeysAlone({ page, dataFolder }: RunningApp): Promise<void> {
  const window = new AppWindow(page)
  const disputes = new DisputesPage(page)
  await window.goByKeys('transactions')
  await disputes.posted.first().waitFor()
  await disputes.walkToPosted()
  await window.press('Enter')
  await page.getByRole('button', { name: 'Dispute this charge…' }).waitFor()
  await window.press('d')
  await disputes.reasons.waitFor()
  await disputes.tabTo(disputes.reason('I do not know this charge'))
  await window.press('Enter')
  await disputes.tabTo(page.getByRole('radio', { name: 'Only the number was used; the card is here' }), 'ArrowDown')
  await disputes.tabTo(page.getByRole('radio', { name: 'Yes' }).first())
  await window.press('Space')
  await disputes.tabTo(page.getByRole('radio', { name: 'Yes' }).last())
  await window.press('Space')
  await disputes.tabTo(disputes.explanation)
  await page.keyboard.type('Nobody here knows this merchant.')
  await window.press('Control+Enter')
  await disputes.summary.waitFor()
  await page.keyboard.press('Enter')
  await disputes.next.waitFor()
  await expect.poll(() => objectsOf<Dispute>(dataFolder, 'dispute').find(({ explanation }) => explanation.startsWith('Nobody here'))?.status, { timeout: 30_000 }).toBe('submitted')
}
