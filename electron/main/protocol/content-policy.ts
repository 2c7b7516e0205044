/**
 * The headers that every file of the page is served with.
 *
 * Nothing is allowed that is not named: no network (`connect-src`), no frame, no form, no plug-in, no inline script.
 * Styles that Mantine makes at run time are let in by a nonce, fresh for every load of the page. Text becomes markup or code only through the
 * page's one policy of trusted types (renderer/lib/trusted-types.ts).
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')
}

/**
 * No `Cross-Origin-Opener-Policy`: it keeps a page from windows that opened it or that it opens, and there are none (guards.ts refuses
 * them), but Chromium starts a second process for the first document that has it, and the window waits for that. Locking changes the process
 * by itself (load-page.ts).
 */
export function pageHeaders(nonce: string, contentType: string): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  }
}

/** The page with the nonce where the renderer finds it: `<meta name="csp-nonce" content="…">`. */
export function withNonce(html: string, nonce: string): string {
  return html.replace(/<head[^>]*>/i, (head) => `${head}\n    <meta name="csp-nonce" content="${nonce}" />`)
}
