import { useMemo } from 'react'
import { useEngineQuery } from '#renderer/lib/engine-hooks.ts'

/** From a category's id to its built-in key, which chooses the glyph. */
export function useCategoryKeys(): (categoryId: number) => string {
  const categories = useEngineQuery((ask) => ask.transactions.categories({}))
  return useMemo(() => {
    const keys = new Map(categories.data?.map((category) => [category.id, category.key]))
    return (categoryId) => keys.get(categoryId) ?? 'other'
  }, [categories.data])
}
