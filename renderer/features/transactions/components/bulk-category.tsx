import { Button, Popover } from '@mantine/core'
import { IconTag } from '@tabler/icons-react'
import { useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { plural } from '#renderer/lib/formats.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { TransactionRow } from '#shared/rpc/contract/transactions.contract.ts'
import { CategoryPicker } from './category-picker.tsx'
import { keepEscape } from '#renderer/lib/keep-escape.ts'
import { useSetCategory } from './use-set-category.ts'

/** One category for everything selected, at once, with an undo. */
export function BulkCategory({ rows, onDone }: { readonly rows: readonly TransactionRow[]; readonly onDone: () => void }) {
  const formats = useFormats()
  const toasts = useToasts()
  const [opened, setOpened] = useState(false)
  const { setCategory, isRunning } = useSetCategory()
  useShortcut('c', 'Change the category of the selection', () => setOpened(true))
  const first = rows[0]
  const choose = async (category: { readonly id: number; readonly name: string }) => {
    setOpened(false)
    try {
      const undo = await setCategory({ rows, categoryId: category.id, wholeMerchant: false })
      toasts.undo(`${plural(rows.length, 'charge is', 'charges are', formats.count(rows.length))} now ${category.name}`, undo)
      onDone()
    } catch (error) {
      toasts.fail(error)
    }
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="top-end" trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-md" variant="default" loading={isRunning} leftSection={<IconTag size={15} stroke={1.6} />} onClick={() => setOpened((now) => !now)}>
          Category
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} onKeyDown={keepEscape}>
        <CategoryPicker currentId={rows.every((row) => row.categoryId === first?.categoryId) ? (first?.categoryId ?? null) : null} onChoose={(category) => void choose(category)} />
      </Popover.Dropdown>
    </Popover>
  )
}
