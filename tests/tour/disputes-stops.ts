/** The tour of disputes: all of them, one the merchant answered, a draft from the charge to the summary, and one by letter. Begins where somebody is signed in to the sandbox. */
import { DisputesPage } from '../e2e/pages/disputes.ts'
import type { Stops } from './sync-stops.ts'

export async function disputesStops({ page, window, shot, everyLook }: Stops): Promise<void> {
  const disputes = new DisputesPage(page)
  const answered = page.getByRole('main').getByRole('link', { name: /The merchant answered/ })
  await everyLook(async (suffix) => {
    await window.go('Disputes')
    await answered.waitFor()
    await shot(`disputes-${suffix}`)
    await answered.click()
    await disputes.next.waitFor()
    await shot(`dispute-answered-${suffix}`)
  })
  await window.press('a')
  await page.getByLabel('Your answer').waitFor()
  await shot('dispute-answer')
  await page.getByRole('button', { name: 'Not now' }).click()
  await window.press('w')
  await page.getByRole('dialog', { name: 'Withdraw this dispute' }).waitFor()
  await shot('dispute-withdraw')
  await window.press('Escape')
  await window.go('Disputes')
  await page.getByRole('main').getByRole('link', { name: /Lost/ }).first().click()
  await disputes.next.waitFor()
  await shot('dispute-lost')
  await window.go('Disputes')
  await window.press('t')
  await page.getByRole('columnheader', { name: 'Rate' }).first().waitFor()
  await shot('disputes-as-tables')
  await window.press('t')

  await draftStops({ page, window, shot, everyLook })
  await letterStops({ page, window, shot, everyLook })
}

async function draftStops({ page, window, shot, everyLook }: Stops): Promise<void> {
  const disputes = new DisputesPage(page)
  await window.go('Transactions')
  await disputes.begin(0)
  await everyLook((suffix) => shot(`dispute-reasons-${suffix}`))
  await disputes.reason('I do not know this charge').click()
  await page.waitForTimeout(600)
  await everyLook((suffix) => shot(`dispute-draft-${suffix}`))
  await disputes.lastDay.click()
  await shot('dispute-last-day')
  await window.press('Escape')
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await page.getByRole('button', { name: 'Undo' }).waitFor()
}

/** Of a charge that came from a file of a bank. */
async function letterStops({ page, window, shot, everyLook }: Stops): Promise<void> {
  const disputes = new DisputesPage(page)
  await window.go('Transactions')
  await page.getByLabel('Find charges').fill('corner coffee')
  await page.waitForTimeout(800)
  await disputes.posted.filter({ hasText: 'CORNER COFFEE' }).first().click()
  await page.getByRole('button', { name: 'Dispute this charge…' }).click()
  await disputes.reason('I was charged twice').click()
  await disputes.explanation.fill('The same coffee is on the statement twice.')
  await page.waitForTimeout(800)
  await page.getByRole('button', { name: 'I have sent it…' }).scrollIntoViewIfNeeded()
  await everyLook((suffix) => shot(`dispute-letter-${suffix}`))
  await page.getByRole('button', { name: 'I have sent it…' }).click()
  await page.getByRole('button', { name: 'Record it as sent' }).click()
  await disputes.next.waitFor()
  await shot('dispute-by-letter')
  await window.press('r')
  await page.getByRole('dialog', { name: 'What came of it' }).waitFor()
  await shot('dispute-record')
  await window.press('Escape')
}
