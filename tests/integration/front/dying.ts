/** An engine whose working thread meets an error that nobody catches, as soon as the vault is opened. */
import { runFront } from '#engine/front/run-front.ts'

runFront({ program: import.meta.url, openReading: () => Promise.reject(new Error('not needed')) })
