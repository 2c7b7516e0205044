import { Button, Menu } from '@mantine/core'
import { IconDownload, IconFileTypeCsv, IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { TaskProgress } from '#renderer/components/data/task-progress.tsx'
import { useMenuCommand } from '#renderer/lib/menu-context.tsx'
import { useDelayed } from '#renderer/lib/use-delayed.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { Scope } from '#shared/rpc/contract/common.ts'
import type { MonthRange } from '../model/period.ts'
import { useReportExport } from '../use-report-export.ts'
import classes from './export-menu.module.css'

export interface ExportMenuProps {
  readonly months: MonthRange
  readonly scope: Scope
  readonly person: { readonly name: string } | null
  readonly isEnabled: boolean
}

/** The report as a file: exactly the months and cards on the screen. */
export function ExportMenu({ months, scope, person, isEnabled }: ExportMenuProps) {
  const [opened, setOpened] = useState(false)
  const { run, cancel, state } = useReportExport({ months, scope, person })
  const isRunning = state.status === 'running'
  const isLong = useDelayed(isRunning)
  const open = () => isEnabled && setOpened(true)
  useMenuCommand('export', open)
  useShortcut('e', 'Export the report', open, { enabled: isEnabled })
  if (isRunning && isLong) {
    return (
      <div className={classes.running}>
        <TaskProgress progress={state.progress} label="Writing the file" onCancel={cancel} />
      </div>
    )
  }
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={220}>
      <Menu.Target>
        <Button size="xs" variant="default" disabled={!isEnabled} loading={isRunning} leftSection={<IconDownload size={15} stroke={1.6} />}>Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileTypePdf size={16} stroke={1.6} />} onClick={() => void run('pdf')}>PDF to keep or send</Menu.Item>
        <Menu.Item leftSection={<IconFileTypeCsv size={16} stroke={1.6} />} onClick={() => void run('csv')}>CSV for a spreadsheet</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
