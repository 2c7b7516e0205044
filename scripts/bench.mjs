// npm run bench [-- --json FILE]: measures what the product promises, each as a ratio in the same run.
import { runProgram } from './lib/program.mjs'
import { main } from './lib/say.mjs'

await main(() => runProgram('tests/bench/index.ts', process.argv.slice(2)))
