/** How much is tried: so much in every run, more by CARDKEEP_SECURITY_TIMES (a factor); CARDKEEP_SECURITY_SEED repeats a run. */
const factor = Math.max(1, Number(process.env['CARDKEEP_SECURITY_TIMES'] ?? 1) || 1)

export const times = (count: number): number => Math.round(count * factor)
export const newSeed = (): number => Number(process.env['CARDKEEP_SECURITY_SEED'] ?? Math.floor(Math.random() * 2 ** 31)) >>> 0
export const print = (line: string): void => void process.stdout.write(`${line}\n`)
