import { expect, it } from 'vitest'
import { LEGAL_FACTS } from '#shared/domain/disputes/liability.ts'

it('promises a business no more than the law gives it', () => {
  expect(LEGAL_FACTS.filter(({ holdsForBusinessCards }) => holdsForBusinessCards).map(({ key }) => key)).toEqual(['business-cards', 'unauthorized-use', 'ten-cards', 'employees'])
  for (const { holdsForBusinessCards, source, text } of LEGAL_FACTS) {
    // What reaches business cards is 1026.3 and 1026.12; all of 1026.13 does not, and its words say whose right it is.
    expect(holdsForBusinessCards).toBe(!/1026\.13|13\(a\)/.test(source))
    if (source.includes('1026.13')) expect(text).toContain('consumer cards')
  }
})
