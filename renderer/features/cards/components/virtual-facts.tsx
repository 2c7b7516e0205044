import { Fact, Facts } from '#renderer/components/data/detail-drawer.tsx'
import { MoneyText } from '#renderer/components/money/money-text.tsx'
import { Section } from '#renderer/components/page/page-frame.tsx'
import { useFormats } from '#renderer/lib/formats-context.tsx'
import type { CardDetail } from '#shared/rpc/contract/cards.contract.ts'

/** What a virtual card is for and where its life ends. */
export function VirtualFacts({ virtual }: { readonly virtual: NonNullable<CardDetail['virtual']> }) {
  const formats = useFormats()
  const { purpose, merchantLock, totalLimit, validUntil, singleUse } = virtual
  return (
    <Section title="Virtual card">
      <Facts>
        <Fact label="For">{purpose}</Fact>
        <Fact label="Merchants">{merchantLock === null ? 'Any' : `Only those named like “${merchantLock}”`}</Fact>
        <Fact label="In all">{totalLimit === null ? 'No amount of its own' : <MoneyText {...totalLimit} />}</Fact>
        <Fact label="Ends">{validUntil === null ? 'With its expiry' : <time dateTime={validUntil} title={formats.dateLong(validUntil)}>{formats.date(validUntil)}</time>}</Fact>
        <Fact label="Charges">{singleUse ? 'One, then it closes' : 'As many as its limits allow'}</Fact>
      </Facts>
    </Section>
  )
}
