/**
 * Imported before the first schema by whatever checks something in the page: zod compiles parsers with `new Function`
 * unless told not to, which the page's content security policy refuses, and it decides while schemas are being declared.
 */
import { z } from 'zod'

z.config({ jitless: true })
