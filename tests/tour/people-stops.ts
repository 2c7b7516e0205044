/** The tour of the people who spend: all of them, one of them, an invitation, what they ask for and were refused. Begins where somebody is signed in to the sandbox. */
import { PeoplePage } from '../e2e/pages/people.ts'
import type { Stops } from './sync-stops.ts'

export async function peopleStops({ page, window, shot, everyLook }: Stops): Promise<void> {
  const people = new PeoplePage(page)
  await everyLook(async (suffix) => {
    await window.go('Employees')
    await people.row('Samuel Okafor').waitFor()
    await shot(`employees-${suffix}`)
    await people.row('Samuel Okafor').press('Enter')
    await people.cards.waitFor()
    await shot(`employee-${suffix}`)
    await window.go('Limits')
    await people.limitsTabs.waitFor()
    for (const [keys, name] of [['Shift+R', 'requests'], ['Shift+D', 'declines']] as const) {
      await window.press(keys)
      await page.waitForTimeout(500)
      await shot(`limit-${name}-${suffix}`)
    }
  })

  await window.go('Employees')
  await people.row('Samuel Okafor').waitFor()
  await people.inviteByKeys({ first: 'Robin', last: 'Castell', email: 'robin.castell@harbourfinch.example', department: 'Sales', title: 'Account executive', purpose: 'Software', limit: '400' })
  await everyLook((suffix) => shot(`invite-${suffix}`))
  await window.press('Escape')
  await people.openByKeys('Samuel Okafor')
  await people.press('Deactivate…')
  await shot('deactivate')
  await window.press('Escape')

  await window.go('Limits')
  await people.limitsTabs.waitFor()
  await window.press('Shift+R')
  await people.waitingRequests.first().waitFor()
  await window.press('j')
  await window.press('c')
  await shot('request-changed')
  await window.press('Escape')
  await people.press('New rule…')
  await page.getByLabel('A limit of up to').fill('3000')
  await shot('approval-rule')
  await window.press('Escape')
  await people.limitsTabs.getByText('Declines').click()
  await page.getByRole('article', { name: /declined$/ }).first().waitFor()
  await window.press('j')
  await window.press('r')
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await shot('decline-helped')
  await page.getByRole('button', { name: 'Undo' }).click()
}
