import { StartWays } from '#renderer/features/connections/components/start-ways.tsx'
import { OverviewPage } from '#renderer/features/overview/overview-page.tsx'

/** The overview with the ways in, for as long as there is nothing to look over. */
export function Overview() {
  return <OverviewPage start={<StartWays title="Where do your charges come from?">Choose one to begin with; others can be added later.</StartWays>} />
}
