import { Button } from '@mantine/core'
import { Link } from 'wouter'
import { SettingRow } from '#renderer/components/page/setting-row.tsx'
import { PATHS } from '#renderer/lib/links.ts'

/** Under *About* in the settings: what to hand to whoever helps, and whose work is in it. */
export function AboutRows() {
  return (
    <>
      <SettingRow label="Diagnostics" hint="Facts for whoever helps you with a problem; you see all of them before they are copied.">
        <Button component={Link} href={PATHS.diagnostics} variant="default">Show diagnostics</Button>
      </SettingRow>
      <SettingRow label="Licences" hint="What Cardkeep is built from.">
        <Button component={Link} href={PATHS.licences} variant="default">Show licences</Button>
      </SettingRow>
    </>
  )
}
