import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconAlertOctagon, IconArrowsExchange, IconCards, IconCreditCardOff, IconDots, IconFolder, IconPencil, IconRefresh, IconSnowflake, IconSnowflakeOff, IconSquareCheck, IconUserOff, IconWallet } from '@tabler/icons-react'
import { goTo } from '#renderer/lib/hash-location.ts'
import { limitEditorHref, transactionsHref } from '#renderer/lib/links.ts'
import { useScope } from '#renderer/lib/scope.tsx'
import { useShortcut } from '#renderer/lib/shortcuts-context.tsx'
import { whyNothing } from '../model/powers.ts'
import { verbOf } from '../model/standing.ts'
import { useCardActions } from '../use-card-actions.ts'
import { useFreeze } from '../use-freeze.ts'
import type { CardSideProps } from './card-side.tsx'
import classes from '../card-page.module.css'

export interface CardVerbsProps extends CardSideProps {
  readonly isIssued: boolean
}

/** The three verbs of a card, and the rest in a menu. What its connection cannot do is not there. */
export function CardVerbs({ detail, isIssued, onDialog }: CardVerbsProps) {
  const { card } = detail
  const { can } = card
  const freezing = useFreeze()
  const verb = verbOf(card)
  const limit = () => goTo(limitEditorHref({ cardIds: [card.id] }))
  useShortcut('f', verb === 'unfreeze' ? 'Unfreeze the card' : 'Freeze the card', () => freezing.toggle(card), { enabled: verb !== null && !freezing.isRunning })
  useShortcut('l', 'Change its limits', limit, { enabled: can.limit })
  useShortcut('r', 'Replace the card', () => onDialog('replace'), { enabled: can.replace })
  useShortcut('a', 'Activate the card', () => onDialog('activate'), { enabled: can.activate })
  const why = whyNothing(card, isIssued)
  const VerbIcon = verb === 'unfreeze' ? IconSnowflakeOff : IconSnowflake
  return (
    <>
      <div className={classes.verbs}>
        {can.activate && <Button fullWidth leftSection={<IconSquareCheck size={16} stroke={1.7} />} onClick={() => onDialog('activate')}>Activate…</Button>}
        {verb && <Button variant="default" disabled={freezing.isRunning} leftSection={<VerbIcon size={16} stroke={1.7} />} onClick={() => freezing.toggle(card)}>{verb === 'freeze' ? 'Freeze' : 'Unfreeze'}</Button>}
        {can.limit && <Button variant="default" leftSection={<IconWallet size={16} stroke={1.7} />} onClick={limit}>Limit…</Button>}
        {can.replace && <Button variant="default" leftSection={<IconRefresh size={16} stroke={1.7} />} onClick={() => onDialog('replace')}>Replace…</Button>}
        <MoreMenu detail={detail} onDialog={onDialog} />
      </div>
      {why !== null && <p className={classes.why}>{why}</p>}
    </>
  )
}

function MoreMenu({ detail, onDialog }: CardSideProps) {
  const { card, numbers, pendingProduct } = detail
  const { can } = card
  const { setScope } = useScope()
  const { assign } = useCardActions()
  const hasActs = can.report || can.changeProduct || can.cancel
  const showOnly = () => {
    setScope(numbers.map((number) => number.cardId))
    goTo(transactionsHref())
  }
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <Tooltip label="More">
          <ActionIcon size={36} variant="default" aria-label="More about this card"><IconDots size={18} stroke={1.6} /></ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {can.report && <Menu.Item leftSection={<IconAlertOctagon size={16} stroke={1.6} />} onClick={() => onDialog('report')}>Report lost or stolen…</Menu.Item>}
        {(can.changeProduct || pendingProduct) && <Menu.Item leftSection={<IconArrowsExchange size={16} stroke={1.6} />} onClick={() => onDialog('product')}>{pendingProduct ? 'Keep its product…' : 'Change its product…'}</Menu.Item>}
        {hasActs && <Menu.Divider />}
        <Menu.Item leftSection={<IconPencil size={16} stroke={1.6} />} onClick={() => onDialog('nickname')}>Nickname…</Menu.Item>
        <Menu.Item leftSection={<IconFolder size={16} stroke={1.6} />} onClick={() => onDialog('groups')}>Groups…</Menu.Item>
        {card.cardholder && <Menu.Item leftSection={<IconUserOff size={16} stroke={1.6} />} onClick={() => assign(card, { kind: 'none' })}>Take it from {card.cardholder.name}</Menu.Item>}
        <Menu.Item leftSection={<IconCards size={16} stroke={1.6} />} onClick={showOnly}>Show only its charges</Menu.Item>
        {can.cancel && <Menu.Divider />}
        {can.cancel && <Menu.Item color="red" leftSection={<IconCreditCardOff size={16} stroke={1.6} />} onClick={() => onDialog('cancel')}>Cancel for good…</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  )
}
