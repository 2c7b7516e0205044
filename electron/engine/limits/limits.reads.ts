import type { FeatureReads } from '../rpc/handlers.ts'
import { listControls, listLimits } from './limits.queries.ts'
import { readPreview } from './preview.queries.ts'
import { listTemplates } from './templates.queries.ts'

export const limitsReads = {
  list: ({ db, now }, { scope }) => listLimits(db, now, scope),
  controls: ({ db }, { scope }) => listControls(db, scope),
  preview: ({ db, now }, edit) => readPreview(db, now, edit),
  templates: ({ db }) => listTemplates(db),
} satisfies FeatureReads<'limits'>
