import { Component, type ReactNode } from 'react'
import { ErrorState } from '#renderer/components/data/error-state.tsx'
import { toAppError } from '#renderer/lib/query-client.ts'
import type { AppError } from '#shared/rpc/errors.ts'

interface PageBoundaryProps {
  readonly children: ReactNode
}

interface PageBoundaryState {
  readonly error: AppError | null
}

/** A page that breaks shows its error; the frame around it lives on. Keyed by path, so another page starts anew. */
export class PageBoundary extends Component<PageBoundaryProps, PageBoundaryState> {
  override state: PageBoundaryState = { error: null }

  static getDerivedStateFromError(error: unknown): PageBoundaryState {
    return { error: toAppError(error) }
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return <ErrorState error={this.state.error} onRetry={() => this.setState({ error: null })} />
  }
}
