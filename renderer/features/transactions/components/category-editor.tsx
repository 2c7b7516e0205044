import { Popover, SegmentedControl } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { TransactionDetail } from '#shared/rpc/contract/transactions.contract.ts'
import { categorySourceText } from '../model/life.ts'
import { CategoryGlyph } from './category-glyph.tsx'
import { CategoryPicker } from './category-picker.tsx'
import { keepEscape } from '#renderer/lib/keep-escape.ts'
import { useCategoryKeys } from './use-category-keys.ts'
import { useSetCategory } from './use-set-category.ts'
import classes from './charge-drawer.module.css'

type Reach = 'one' | 'merchant'

/** The category where it is read; changed for this charge, or for everything at its merchant. */
export function CategoryEditor({ detail }: { readonly detail: TransactionDetail }) {
  const [opened, setOpened] = useState(false)
  const [reach, setReach] = useState<Reach>('one')
  const keyOf = useCategoryKeys()
  const toasts = useToasts()
  const { setCategory } = useSetCategory()
  useShortcut('c', 'Change the category', () => setOpened(true))
  const choose = async (category: { readonly id: number; readonly name: string }) => {
    setOpened(false)
    try {
      const undo = await setCategory({ rows: [detail], categoryId: category.id, wholeMerchant: reach === 'merchant' })
      toasts.undo(reach === 'merchant' ? `Charges at ${detail.merchant} are now ${category.name}` : `Now ${category.name}`, undo)
    } catch (error) {
      toasts.fail(error)
    }
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width="target">
      <Popover.Target>
        <button type="button" className={classes.category} aria-haspopup="dialog" aria-expanded={opened} onClick={() => setOpened((now) => !now)}>
          <CategoryGlyph categoryKey={keyOf(detail.categoryId)} name={detail.categoryName} />
          <span className={classes.categoryText}>
            <span className={classes.categoryName}>{detail.categoryName}</span>
            <span className={classes.faint}>{categorySourceText(detail)}</span>
          </span>
          <IconChevronDown size={16} stroke={1.6} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={8} onKeyDown={keepEscape}>
        <CategoryPicker
          currentId={detail.categoryId}
          onChoose={(category) => void choose(category)}
          head={
            <SegmentedControl
              size="xs"
              fullWidth
              aria-label="What the category is for"
              value={reach}
              onChange={(value) => setReach(value === 'merchant' ? 'merchant' : 'one')}
              data={[{ value: 'one', label: 'This charge' }, { value: 'merchant', label: 'Every charge here' }]}
            />
          }
        />
      </Popover.Dropdown>
    </Popover>
  )
}
