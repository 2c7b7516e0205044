/**
 * Which passphrases a new vault takes: NIST SP 800-63B-4, section 3.1.1.2.
 *
 * At least 15 characters (it is the only factor a person brings), at most 1,024 (the contract's limit), any
 * characters, no rules of composition, pasting allowed; refused when common or when little is left of it without
 * the words of its context.
 */
import type { OutputOf } from '#shared/rpc/define.ts'
import type { vaultContract } from '#shared/rpc/contract/vault.contract.ts'
import { normalisePassphrase } from './key-derivation.ts'

export type PassphraseRating = OutputOf<(typeof vaultContract)['ratePassphrase']>

export const MIN_PASSPHRASE_LENGTH = 15

/** zxcvbn's "safely unguessable" (10^8 guesses and more); each guess here costs an Argon2id run besides. */
const LOWEST_SCORE = 3
// Its cost grows with the square of the length and more; what the first part is worth is a lower bound for all of it.
const RATED_CHARACTERS = 48
// It tries every reading of "k7#" as letters; the first few find what people do, all hundred take half a second.
const RATED_SUBSTITUTIONS = 8
const SHORTEST_CONTEXT_WORD = 3

export interface PassphrasePolicy {
  rate(input: { readonly passphrase: string; readonly businessName: string }): PassphraseRating
}

/** Loads the dictionaries, half a second of work: keep the policy, and ask for it when it is first needed. */
export async function loadPassphrasePolicy(): Promise<PassphrasePolicy> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary: commonDictionary }, { dictionary: englishDictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...commonDictionary, ...englishDictionary },
    graphs: adjacencyGraphs,
    maxLength: RATED_CHARACTERS,
    l33tMaxSubstitutions: RATED_SUBSTITUTIONS,
  })

  function scoreOf(text: string, context: readonly string[]) {
    const result = zxcvbn.check(text.slice(0, RATED_CHARACTERS), [...context])
    const others = result.sequence.filter((match) => match['dictionaryName'] !== 'userInputs')
    return { score: result.score, withoutContext: others.map((match) => match.token).join('') }
  }

  function rate(input: { readonly passphrase: string; readonly businessName: string }): PassphraseRating {
    const passphrase = normalisePassphrase(input.passphrase)
    const context = contextWords(input.businessName)
    const length = [...passphrase].length
    const { score, withoutContext } = scoreOf(passphrase, context)
    if (length < MIN_PASSPHRASE_LENGTH) return rating(Math.min(score, LOWEST_SCORE - 1), 'too-short')
    if (score < LOWEST_SCORE) return rating(score, scoreOf(passphrase, []).score < LOWEST_SCORE ? 'too-common' : 'contains-context')
    const rest = removeWords(withoutContext, context)
    const restScore = rest.length < Math.min(passphrase.length, RATED_CHARACTERS) ? scoreOf(rest, []).score : score
    return restScore < LOWEST_SCORE ? rating(restScore, 'contains-context') : rating(score, null)
  }

  return { rate }
}

function rating(score: number, problem: PassphraseRating['problem']): PassphraseRating {
  return { score, acceptable: problem === null, problem, minLength: MIN_PASSPHRASE_LENGTH, hint: hintFor(score, problem) }
}

function hintFor(score: number, problem: PassphraseRating['problem']): string {
  if (problem === 'too-short') return `Use at least ${MIN_PASSPHRASE_LENGTH} characters; four or five unrelated words work well.`
  if (problem === 'too-common') return 'This is easy to guess; add another unrelated word or two.'
  if (problem === 'contains-context') return 'Leave out the name of the business and of the app.'
  return score === 4 ? 'This is strong.' : 'This is good; one more word makes it strong.'
}

/** The business's name as a whole and in words, and the app's own name. */
function contextWords(businessName: string): readonly string[] {
  const name = normalisePassphrase(businessName).toLowerCase().trim()
  const words = name.split(/[^\p{L}\p{N}]+/u)
  return [...new Set([name, words.join(''), ...words, 'cardkeep', 'card keep'])].filter((word) => word.length >= SHORTEST_CONTEXT_WORD)
}

function removeWords(text: string, words: readonly string[]): string {
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  return longestFirst.reduce((rest, word) => rest.replaceAll(word, ''), text.toLowerCase())
}
