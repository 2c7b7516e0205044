import { describe, expect, test } from 'vitest'
import { backupName, isTrouble, restoredNotes, salvagedLines, sizeText, TROUBLE_TEXT } from '#renderer/features/backups/model/words.ts'

describe('what was rescued', () => {
  const kept = { charges: 1, cards: 2, notes: 0, changes: 0, drafts: 0 }
  test('says what there is and not what there is none of', () => {
    expect(salvagedLines({ kept, isIncomplete: false, fromCopy: 0 })).toEqual(['1 charge', '2 cards'])
    expect(salvagedLines({ kept: { ...kept, notes: 3, changes: 1, drafts: 1 }, isIncomplete: true, fromCopy: 12 })).toEqual(['1 charge', '2 cards', '3 notes', '1 change still to be sent', '1 form begun and not saved', '12 rows of these from the newest copy'])
  })
})

describe('an older state', () => {
  test('always says that everybody is signed out, and what becomes of changes only where there are any', () => {
    expect(restoredNotes({ madeAt: 0, asked: 0, leftBehind: 0 })).toHaveLength(1)
    const notes = restoredNotes({ madeAt: 0, asked: 2, leftBehind: 1 })
    expect(notes[1]).toContain('2 changes waited')
    expect(notes[2]).toContain('1 change made since and not yet sent is not in these books')
  })
})

describe('a suggested file name', () => {
  test('holds nothing that a file system refuses, and is never empty', () => {
    expect(backupName('Harbour & Finch LLC', '2026-11-24')).toBe('Harbour & Finch LLC 2026-11-24.cardkeep')
    expect(backupName('A/B\\C: "x" <y>|?*\u0000', '2026-11-24')).toBe('A B C x y 2026-11-24.cardkeep')
    expect(backupName('///', '2026-11-24')).toBe('Cardkeep 2026-11-24.cardkeep')
    expect(backupName('x'.repeat(300), '2026-11-24').length).toBeLessThan(120)
  })
})

test('sizes read as the file manager’s do', () => {
  expect([0, 999, 340_000, 9_640_000, 2_400_000_000].map((bytes) => sizeText(bytes, 'en-US'))).toEqual(['0 bytes', '999 bytes', '340 kB', '9.6 MB', '2.4 GB'])
})

test('what keeps books closed has a screen that says so and never offers to delete anything', () => {
  expect([isTrouble('db.newer-version'), isTrouble('db.disk-full'), isTrouble('vault.wrong-passphrase')]).toEqual([true, true, false])
  for (const { title, lines, again } of Object.values(TROUBLE_TEXT)) expect(`${title} ${lines.join(' ')} ${again ?? ''}`).not.toMatch(/delete (it|them|the books)|remove|erase|start over/i)
  expect(TROUBLE_TEXT['db.newer-version'].again).toBeUndefined()
})
