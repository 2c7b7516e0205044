/** What Cardkeep tells about itself: diagnostics before they are copied, and the licences of what it is made of. */
import type { VaultStops } from './vault-stops.ts'

export async function aboutStops({ page, window, shot, everyLook }: VaultStops): Promise<void> {
  await window.go('Settings')
  await page.getByRole('link', { name: 'Show diagnostics' }).click()
  await page.getByLabel('What would be copied').waitFor()
  await everyLook((suffix) => shot(`diagnostics-${suffix}`))
  await window.go('Settings')
  await page.getByRole('link', { name: 'Show licences' }).click()
  await page.getByText('@cantoo/pdf-lib').click()
  await everyLook((suffix) => shot(`licences-${suffix}`))
}
