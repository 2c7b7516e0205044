// npm run tour: drives the built app through what it can do and writes named screenshots.
import { runProgram } from './lib/program.mjs'
import { main } from './lib/say.mjs'

await main(() => runProgram('tests/tour/tour.ts', process.argv.slice(2)))
