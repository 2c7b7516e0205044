import { Button, Modal, Radio } from '@mantine/core'
import { useState } from 'react'
import { cardName } from '#renderer/components/data/card-face.tsx'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { useToasts } from '#renderer/components/feedback/toasts.tsx'
import { useEngineCommand } from '#renderer/lib/engine-hooks.ts'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import { doneText, productAct } from '../model/final-acts.ts'
import { ActSummary } from './act-summary.tsx'
import type { CardDialogProps } from './card-dialogs.tsx'
import classes from './dialogs.module.css'

/** Another product from the next close on; until then the present one can be kept after all. */
export function ProductDialog(props: CardDialogProps) {
  return props.detail.pendingProduct === null ? <Change {...props} /> : <Keep {...props} name={props.detail.pendingProduct.name} />
}

function Change({ detail, opened, isOffline, onClose }: CardDialogProps) {
  const { card, product, otherProducts, account } = detail
  const formats = useFormats()
  const toasts = useToasts()
  const change = useEngineCommand((call) => call.cards.changeProduct)
  const [wanted, setWanted] = useState<string | null>(null)
  const next = otherProducts.find((one) => one.id === wanted) ?? otherProducts[0]
  const close = () => {
    onClose()
    change.reset()
  }
  const fee = (one: { readonly annualFee: { readonly minor: number; readonly currency: string } }) => (one.annualFee.minor === 0 ? 'No annual fee' : `${formats.money(one.annualFee)} a year`)
  if (next === undefined)
    return (
      <Modal opened={opened} onClose={close} title="Change the product">
        <p className={classes.dialogNote}>The issuer offers no other product for this card.</p>
        <div className={classes.dialogActions}><Button variant="default" onClick={close}>Close</Button></div>
      </Modal>
    )
  const confirm = () => {
    change.run({ cardId: card.id, productId: next.id }).then(() => {
      close()
      toasts.say(doneText('product', `${cardName(card)} to ${next.name}`, isOffline))
    }, () => undefined)
  }
  const from = account.nextCloseOn === null ? null : formats.date(account.nextCloseOn)
  return (
    <ActSummary opened={opened} title="Change the product" act={productAct(card, product?.name ?? null, next, from, fee(next))} isRunning={change.isRunning} error={change.error} onConfirm={confirm} onClose={close}>
      <div className={classes.choices}>
        <Radio.Group label="Change to" value={next.id} onChange={setWanted}>
          <div className={classes.radios}>
            {otherProducts.map((one) => <Radio key={one.id} data-autofocus={one.id === next.id || undefined} value={one.id} label={one.name} description={`${fee(one)}, ${one.isCharge ? 'paid in full each month' : 'with a credit limit'}`} />)}
          </div>
        </Radio.Group>
      </div>
    </ActSummary>
  )
}

function Keep({ detail: { card, product }, opened, onClose, name }: CardDialogProps & { readonly name: string }) {
  const toasts = useToasts()
  const keep = useEngineCommand((call) => call.cards.keepProduct)
  const close = () => {
    onClose()
    keep.reset()
  }
  const confirm = () => {
    keep.run({ cardId: card.id }).then(() => {
      close()
      toasts.say(`Stays as it is: ${cardName(card)}.`)
    }, () => undefined)
  }
  return (
    <Modal opened={opened} onClose={close} title="Keep its product">
      <p className={classes.dialogText}>It was to become {name}. It stays {product?.name ?? 'what it is'} instead, with the same number.</p>
      {keep.error && <ErrorState size="inline" error={keep.error} />}
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={close}>Close</Button>
        <Button data-autofocus loading={keep.isRunning} onClick={confirm}>Keep {product?.name ?? 'it as it is'}</Button>
      </div>
    </Modal>
  )
}
