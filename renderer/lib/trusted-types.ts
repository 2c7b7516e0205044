/**
 * The page's one policy of trusted types: what may become part of the document as markup or code.
 *
 * Mantine fills its style tags through `innerHTML`, and nothing else in the page uses it. So text without a `<` passes, which can be no
 * element, and nothing ever passes as script or as a script's address.
 */
export interface TrustedTypesFactory {
  createPolicy(name: string, rules: { readonly createHTML: (text: string) => string | null }): unknown
}

declare global {
  interface Window {
    /** Missing where there is no Chromium, such as in component tests. */
    readonly trustedTypes?: TrustedTypesFactory
  }
}

/** To be called once, before anything is shown. Markup throws a TypeError where it is used. */
export function allowOnlyStyleText(factory: TrustedTypesFactory | undefined): void {
  factory?.createPolicy('default', { createHTML: styleTextOnly })
}

export const styleTextOnly = (text: string): string | null => (text.includes('<') ? null : text)
