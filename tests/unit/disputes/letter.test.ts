import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REASONS } from '#shared/domain/disputes/catalogue.ts'
import { DISPUTE_REASONS } from '#shared/domain/disputes/names.ts'
import type { Writer } from '#engine/disputes/files/flow.ts'
import { ownEnclosures, renderLetter, writeLetter, type LetterHead } from '#engine/disputes/files/letter.ts'
import { disputeDetail, evidenceItem } from '#tests/support/dispute-detail.ts'
import { linesOf, readPdf, type PdfPage } from '#tests/support/pdf-text.ts'

const HEAD: LetterHead = {
  businessName: 'Harbour & Finch LLC', createdAt: Date.UTC(2026, 5, 1, 12),
  charges: new Map([[8, { merchant: 'Nordlicht Lamps', on: '2026-03-01', amount: { minor: -120_418, currency: 'USD' } }]]),
}
const pagesOf = async (detail = disputeDetail(), head = HEAD) => {
  const { bytes, pages } = await renderLetter(detail, head)
  const read = await readPdf(bytes)
  expect(read.pages).toHaveLength(pages)
  return read.pages
}
/** What stands in it, without making its pages: that they hold what is written is proven of a few. */
function textOf(detail = disputeDetail(), head = HEAD): string {
  const lines: string[] = []
  const writer: Writer = { keep: () => {}, space: () => {}, paragraph: (text) => void lines.push(text), heading: (text) => void lines.push(text), row: (label, value) => void lines.push(`${label} | ${value}`) }
  writeLetter(writer, detail, head, ownEnclosures(detail))
  return lines.join('\n')
}

/** What is cut by the edge of the paper, or drawn over something else. */
const faultsOf = (page: PdfPage): readonly string[] => linesOf(page.items).flatMap((line) => line.flatMap(({ text, x, y, width }, index) => {
  const next = line[index + 1]
  const isInside = x >= 38 && x + width <= page.width - 38 && y >= 20 && y <= page.height - 20
  return [...(isInside ? [] : [`${text} leaves the page`]), ...(next && x + width > next.x + 0.5 ? [`${text} covers ${next.text}`] : [])]
}))

describe('the letter', () => {
  it('says who, which charge, how much of it, why, and what was done about it, on one upright page', async () => {
    const pages = await pagesOf(disputeDetail({ evidence: [evidenceItem(), evidenceItem({ kind: 'merchant-answer', fileName: 'theirs.pdf', by: 'merchant' })] }))
    const [page] = pages
    expect([pages.length, (page?.height ?? 0) > (page?.width ?? 0)]).toEqual([1, true])
    for (const line of [
      'Harbour & Finch LLC', '1 June 2026', 'Dispute of USD 800.00, Nordlicht Lamps, 2 March 2026', 'Card | Everyday ·· 4417, Dana van der Berg', 'Amount of the charge | USD 1,204.18', 'Refunded | USD 404.18 on 2 April 2026',
      'Disputed amount | USD 800.00', 'Reason | It is damaged or does not work', 'Our reference | D-12', 'We dispute USD 800.00 of this charge. What happened:', 'Two of the three lamps came with broken shades.', 'The box was soaked.',
      'Bought | Three desk lamps, order 88-1204', 'Received on | 15 March 2026', 'Sent back | The merchant does not take it back', 'Merchant asked on | 16 March 2026', 'Dana van der Berg, Harbour & Finch LLC', '1. Receipt | receipt.pdf, 2 pages',
    ]) expect(page?.text.split('\n')).toContain(line)
    expect(page?.text).not.toContain('theirs.pdf')
    expect(page && faultsOf(page)).toEqual([])
  })

  it('goes to the address that was given, in its lines; without one it says where it stands', () => {
    const given = textOf(disputeDetail({ answers: [{ key: 'letter-address', value: 'Example Bank\nP.O. Box 1234\nSioux Falls, SD 57117' }] }))
    expect(given).toMatch(/Example Bank\nP\.O\. Box 1234\nSioux Falls, SD 57117\n/)
    expect(given).not.toContain('The address is on the statement')
    expect(textOf()).toContain('The address is on the statement; it is not the one for payments.')
    expect(textOf(disputeDetail({ channel: 'issuer' }))).not.toContain('The address is on the statement')
  })

  it('says the whole charge where all of it is disputed, and promises no law', () => {
    const text = textOf(disputeDetail({ amount: { minor: 120_418, currency: 'USD' }, refunds: [] }))
    expect(text).toContain('We dispute this charge. What happened:')
    expect(text).not.toMatch(/Refunded|CFR|USC|Reg/)
  })

  it('reads answers as a person would: a charge by its merchant, money in its currency, yes and no', () => {
    expect(textOf(disputeDetail({ reason: 'duplicate', answers: [{ key: 'other-transaction', value: 8 }] }))).toContain('The right charge | Nordlicht Lamps, 1 March 2026, USD 1,204.18')
    expect(textOf(disputeDetail({ reason: 'duplicate', answers: [{ key: 'other-transaction', value: 99 }] }))).toContain('not on record any more')
    expect(textOf(disputeDetail({ reason: 'incorrect-amount', amount: { minor: 5, currency: 'JPY' }, answers: [{ key: 'right-amount', value: 1_500 }] }))).toContain('Right amount | JPY 1,500')
    expect(textOf(disputeDetail({ reason: 'fraud', answers: [{ key: 'card-in-possession', value: false }, { key: 'fraud-type', value: 'stolen' }] }))).toMatch(/How the card could be used \| The card was stolen\n.*Card with its holder at the time \| No/s)
  })

  it('leaves out answers that another reason asked, and questions that are not answered', () => {
    const text = textOf(disputeDetail({ reason: 'counterfeit' }))
    expect(text).toContain('Bought | Three desk lamps')
    expect(text).not.toMatch(/Sent back|How that is known/)
  })

  it.each([...DISPUTE_REASONS, null])('can be made of every reason: %s', (reason) => {
    const text = textOf(disputeDetail({ reason, answers: [], explanation: '' }), { ...HEAD, businessName: '' })
    expect(text).toContain(reason === null ? 'Disputed amount' : REASONS[reason].title)
  })

  it('runs over as many pages as it takes, each with its number, nothing cut or covered', async () => {
    const explanation = Array.from({ length: 60 }, (_, index) => `On day ${index + 1} we wrote again and had no answer from them.`).join('\n')
    const evidence = Array.from({ length: 20 }, (_, index) => evidenceItem({ id: index, fileName: `${index} ${'w'.repeat(110)}.pdf` }))
    const pages = await pagesOf(disputeDetail({ explanation, evidence }))
    expect(pages.length).toBeGreaterThan(2)
    for (const [index, page] of pages.entries()) {
      expect(faultsOf(page)).toEqual([])
      expect(page.text).toContain(`Page ${index + 1} of ${pages.length}`)
    }
    expect(pages.map(({ text }) => text).join('\n')).toContain('On day 60 we wrote again')
  })

  it('loses no letter of what was written, however it is written', async () => {
    const words = fc.string({ unit: fc.constantFrom(...'abcdeäéñøßЖλ ,.-\n'), minLength: 1, maxLength: 900 })
    await fc.assert(fc.asyncProperty(words, async (explanation) => {
      const pages = await pagesOf(disputeDetail({ explanation }))
      expect(pages.flatMap((page) => faultsOf(page))).toEqual([])
      const body = pages.map(({ text }) => text).join('').replaceAll(/\s+/g, '')
      const written = explanation.replaceAll(/\s+/g, '')
      // A page can end in it, so it is looked for line by line.
      for (const line of explanation.split('\n').map((one) => one.replaceAll(/\s+/g, '')).filter((one) => one.length < 60)) expect(body).toContain(line)
      expect(body.length).toBeGreaterThan(written.length)
    }), { numRuns: 4 })
  })
})
