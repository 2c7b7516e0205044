import { Button } from '@mantine/core'
import { IconSnowflake, IconSnowflakeOff, IconWallet } from '@tabler/icons-react'
import { plural } from '#renderer/lib/formats.ts'
import { goTo } from '#renderer/lib/hash-location.ts'
import { limitEditorHref } from '#renderer/lib/links.ts'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import type { Card } from '#shared/rpc/contract/cards.contract.ts'
import { bulkPlan, leftOutText } from '../model/bulk.ts'
import { useBulkFreeze } from '../use-bulk-freeze.ts'
import type { Groups } from '../use-groups.ts'
import { GroupMenu } from './group-menu.tsx'
import classes from '../cards.module.css'

export interface BulkBarProps {
  readonly cards: readonly Card[]
  readonly shown: number
  readonly groups: Groups
  readonly onAll: () => void
  readonly onNone: () => void
}

/** What can be done with the selection; each button says with how many of it. */
export function BulkBar({ cards, shown, groups, onAll, onNone }: BulkBarProps) {
  const freezing = useBulkFreeze()
  const plan = bulkPlan(cards)
  const editLimits = () => goTo(limitEditorHref({ cardIds: plan.limit.map((card) => card.id) }))
  const isBusy = freezing.isRunning
  useShortcut('f', 'Freeze the selection', () => freezing.run(cards, true), { group: 'Selected cards', enabled: plan.freeze.length > 0 && !isBusy })
  useShortcut('u', 'Unfreeze the selection', () => freezing.run(cards, false), { group: 'Selected cards', enabled: plan.unfreeze.length > 0 && !isBusy })
  useShortcut('l', 'Edit the limits of the selection', editLimits, { group: 'Selected cards', enabled: plan.limit.length > 0 })
  useShortcut('Escape', 'Drop the selection', onNone, { group: 'Selected cards' })
  const frozenNote = leftOutText('frozen', plan.freeze.length, cards.length)
  return (
    <div className={classes.bulk} role="group" aria-label="Selected cards">
      <span role="status" className={classes.bulkCount}>{plural(cards.length, 'card', 'cards')} selected</span>
      {cards.length < shown && <Button size="compact-sm" variant="subtle" color="gray" onClick={onAll}>Select all {shown}</Button>}
      <span className={classes.bulkActions}>
        {plan.freeze.length > 0 && (
          <Button size="xs" variant="default" loading={isBusy} title={frozenNote ?? undefined} leftSection={<IconSnowflake size={15} stroke={1.7} />} onClick={() => freezing.run(cards, true)}>Freeze {plan.freeze.length}</Button>
        )}
        {plan.unfreeze.length > 0 && (
          <Button size="xs" variant="default" loading={isBusy} leftSection={<IconSnowflakeOff size={15} stroke={1.7} />} onClick={() => freezing.run(cards, false)}>Unfreeze {plan.unfreeze.length}</Button>
        )}
        {plan.limit.length > 0 && <Button size="xs" variant="default" leftSection={<IconWallet size={15} stroke={1.7} />} onClick={editLimits}>Edit limits…</Button>}
        <GroupMenu groups={groups} cardIds={cards.map((card) => card.id)} />
        <Button size="xs" variant="subtle" color="gray" onClick={onNone}>Clear</Button>
      </span>
    </div>
  )
}
