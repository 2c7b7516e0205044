import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'
import type { CardDialog } from '../model/card-dialog.ts'
import { useConnectionOf } from '../use-connection.ts'
import { ActivateDialog } from './activate-dialog.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { CardGroupsDialog } from './card-groups-dialog.tsx'
import { NicknameDialog } from './nickname-dialog.tsx'
import { ProductDialog } from './product-dialog.tsx'
import { ReplaceDialog } from './replace-dialog.tsx'
import { ReportDialog } from './report-dialog.tsx'

export interface CardDialogsProps {
  readonly detail: CardDetail
  readonly dialog: CardDialog | null
  readonly onClose: () => void
}

/** What every dialog over a card is given. */
export interface CardDialogProps {
  readonly detail: CardDetail
  readonly opened: boolean
  readonly isOffline: boolean
  readonly onClose: () => void
}

export function CardDialogs({ detail, dialog, onClose }: CardDialogsProps) {
  const isOffline = useConnectionOf(detail.card)?.state === 'offline'
  const own = (name: CardDialog): CardDialogProps => ({ detail, opened: dialog === name, isOffline, onClose })
  return (
    <>
      <ActivateDialog {...own('activate')} />
      <ReportDialog {...own('report')} />
      <ReplaceDialog {...own('replace')} />
      <CancelDialog {...own('cancel')} />
      <ProductDialog {...own('product')} />
      <NicknameDialog {...own('nickname')} />
      <CardGroupsDialog {...own('groups')} />
    </>
  )
}
