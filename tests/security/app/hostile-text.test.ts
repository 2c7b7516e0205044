/** T13: whatever a statement file or a person wrote stays text, on every page that shows it. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ImportsPage } from '#tests/e2e/pages/imports.ts'
import { AppWindow } from '#tests/e2e/pages/window.ts'
import { listenOnPort } from '#tests/e2e/support/engine-port.ts'
import { dropFiles } from '#tests/e2e/support/launch.ts'
import { print } from '../support/amounts.ts'
import { PAYLOADS } from '../support/payloads.ts'
import { launchSandboxed } from '../support/sandboxed-app.ts'

type Watched = Window & { ran: string[]; violations: string[]; x9: () => void }

test('30 payloads through every string of a file and of a person: none runs', async () => {
  const { page, close, dataFolder, pageErrors } = await launchSandboxed()
  onTestFinished(close)
  await page.addInitScript(() => {
    const watched = window as unknown as Watched
    watched.ran = []
    watched.violations = []
    watched.x9 = () => void watched.ran.push(location.hash)
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => watched.violations.push(`${violatedDirective} ${sample}`))
    watched.alert = watched.x9
  })
  const port = await listenOnPort(page)
  const window = new AppWindow(page)
  const imports = new ImportsPage(page)
  await window.createVault({ business: PAYLOADS[1] })

  const file = join(dataFolder, '<img src=x onerror=x9()>.csv')
  await writeFile(file, amexFile())
  await dropFiles(page, [file])
  await imports.importButton.waitFor()
  await imports.import()
  await imports.result.waitFor()

  const value = async (name: string, input: object) => {
    const reply = await port.call(name, input)
    if ('error' in reply) throw new Error(`${name}: ${reply.error.code}`)
    return reply.value
  }
  const { rows } = (await value('transactions.list', { filter: {}, sort: 'newest', cursor: null, limit: 100 })) as { readonly rows: readonly { readonly id: number; readonly merchant: string }[] }
  const cards = (await value('cards.list', {})) as readonly { readonly id: number }[]
  expect(rows.length).toBe(PAYLOADS.length)
  for (const [index, payload] of PAYLOADS.entries()) {
    const row = rows[index]
    const card = cards[index % cards.length]
    if (row) await value('transactions.setNote', { id: row.id, note: payload })
    if (payload.length <= 56) await value('transactions.createCategory', { name: `${payload} ${index}` })
    if (payload.length <= 56 && card) await value('cards.saveGroup', { groupId: null, name: `${payload} ${index}`, cardIds: [card.id] })
    if (payload.length <= 40 && card) await value('cards.rename', { cardId: card.id, nickname: payload })
    await value('employees.create', { name: `${payload} ${index}` })
    await value('settings.update', { businessName: payload })
  }

  const shown: string[] = []
  for (const name of ['Overview', 'Transactions', 'Cards', 'Reports', 'Statements', 'Activity', 'Connections', 'Settings'] as const) {
    await window.go(name)
    await page.waitForTimeout(250)
    shown.push(await page.locator('body').innerText())
    for (const control of ['input', 'select']) await page.locator(control).first().focus({ timeout: 200 }).catch(() => {})
  }
  // Every charge opened, with its note and what the file said.
  await window.go('Transactions')
  await page.getByText(/^\d+ charges?$/).waitFor()
  await page.getByRole('row').nth(2).click()
  await page.waitForTimeout(300)
  shown.push(await page.locator('body').innerText())
  await window.press('Control+k')
  await page.keyboard.type('<img')
  await page.waitForTimeout(300)
  shown.push(await page.locator('body').innerText())
  await page.keyboard.press('Escape')

  const found = await page.evaluate(() => ({ ran: (window as unknown as Watched).ran, violations: (window as unknown as Watched).violations, handlers: document.querySelectorAll('[onerror], [onload], [ontoggle], [onfocus], iframe, object, embed, marquee').length }))
  const text = shown.join('\n')
  const seen = PAYLOADS.filter((payload) => text.includes(payload)).length
  print(`hostile text: ${PAYLOADS.length} payloads in file name, merchant, memo, cardholder, reference, nickname, note, category, group, employee and business; ${seen} seen on the screen as text, ${found.ran.length} ran, ${found.violations.length} violations`)
  expect(found).toEqual({ ran: [], violations: [], handlers: 0 })
  expect(seen).toBeGreaterThan(PAYLOADS.length / 2)
  expect(pageErrors).toEqual([])

  // What somebody might one day write by mistake is refused by the page itself.
  const mistake = await page.evaluate(async (payloads) => {
    const holder = document.createElement('div')
    document.body.append(holder)
    const refused = payloads.filter((payload) => {
      try {
        holder.innerHTML = payload
        return false
      } catch {
        return true
      }
    })
    await new Promise((resolve) => setTimeout(resolve, 200))
    holder.remove()
    return { refused: refused.length, ran: (window as unknown as Watched).ran.length, violations: (window as unknown as Watched).violations.length }
  }, [...PAYLOADS])
  print(`the same through innerHTML: ${mistake.refused} refused, ${mistake.ran} ran, ${mistake.violations} violations counted`)
  expect(mistake.ran).toBe(0)
  expect(mistake.refused).toBe(PAYLOADS.filter((payload) => payload.includes('<')).length)
  expect(mistake.violations).toBeGreaterThan(20)
})

test('control: in a page without our policy the payloads run', async () => {
  const { electron, close } = await launchSandboxed()
  onTestFinished(close)
  const ran = await electron.evaluate(async ({ BrowserWindow, session }, payloads) => {
    const window = new BrowserWindow({ show: false, webPreferences: { session: session.fromPartition('control') } })
    const counts: number[] = []
    for (const payload of payloads) {
      await window.loadURL(`data:text/html,${encodeURIComponent(`<!doctype html><script>window.ran=0;window.x9=()=>{window.ran++}</script>${payload}`)}`).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 40))
      counts.push((await window.webContents.executeJavaScript('window.ran')) as number)
    }
    window.destroy()
    return counts.filter((count) => count > 0).length
  }, PAYLOADS.slice(0, 12))
  print(`control: ${ran} of 12 payloads run in a page that has no policy`)
  expect(ran).toBeGreaterThan(6)
})

/** An American Express file with a payload in every text of every row. */
function amexFile(): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const header = 'Date,Description,Card Member,Account #,Amount,Extended Details,Appears On Your Statement As,Address,City/State,Zip Code,Country,Reference,Category'
  const rows = PAYLOADS.map((payload, index) => {
    const text = quoted(payload)
    const day = String(1 + (index % 27)).padStart(2, '0')
    return [`03/${day}/2026`, text, quoted(PAYLOADS[index % 6] ?? payload), `-${10_000 + (index % 6) * 1_000}`, `${10 + index}.25`, text, text, text, text, '98101', 'UNITED STATES', quoted(`'3202603${day}00${index}'`), text].join(',')
  })
  return `${[header, ...rows].join('\n')}\n`
}
