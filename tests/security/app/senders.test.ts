/** Item 17: who may speak to main. Frames and windows are real ones; what they send reaches the very handlers that Electron would call. */
import { expect, inject, onTestFinished, test } from 'vitest'
import { doctoredApp } from '../support/doctored.ts'
import { askAsStrangers, preferenceFaults, processFaults } from '../support/probes.ts'
import { launchSandboxed } from '../support/sandboxed-app.ts'
import { logOf } from '../support/log.ts'

test('nobody but the top frame of our own window is heard', async () => {
  const app = await launchSandboxed()
  onTestFinished(app.close)
  const { answered, sent } = await askAsStrangers(app.electron)
  process.stdout.write(`senders: ${sent} messages of strangers, ${answered.length} answered\n`)
  expect(answered).toEqual([])
  expect(sent).toBeGreaterThan(500)
  expect(logOf(app).filter((line) => line['event'] === 'bridge-refused' && line['why'] === 'sender')).toHaveLength(sent)
  // And we are.
  expect(await app.page.evaluate(() => (window as unknown as { bridge: { getFrame(input: object): Promise<object> } }).bridge.getFrame({}))).toMatchObject({ theme: 'system' })
})

test('control: with the sender check taken out, strangers are answered', async () => {
  const doctored = await doctoredApp(inject('electron').appFolder, { cuts: [[/return frame !== null && frame\.parent === null[^;]*;/, 'return true;']] })
  onTestFinished(doctored.remove)
  const app = await launchSandboxed({ appFolder: doctored.folder })
  onTestFinished(app.close)
  const { answered } = await askAsStrangers(app.electron)
  expect(answered.length).toBeGreaterThan(10)
})

test('control: with the page’s sandbox switched off, the probes say so', async () => {
  const doctored = await doctoredApp(inject('electron').appFolder, {
    cuts: [[/sandbox: true,(\s+contextIsolation)/, 'sandbox: false,$1'], ['if (launch.sandbox) app.enableSandbox();', '']],
  })
  onTestFinished(doctored.remove)
  const app = await launchSandboxed({ appFolder: doctored.folder })
  onTestFinished(app.close)
  expect(await preferenceFaults(app.electron)).toContain('sandbox: false')
  if (app.hasSandbox) expect(await processFaults(app.electron)).toContain('renderer without seccomp')
})
