/** Addresses that a page may be made to follow. None may leave the app, open anything, or reach the system's "open with". */
export const HOSTILE_ADDRESSES = [
  'http://example.com/', 'https://example.com/', 'https://cardkeep@evil.example/', 'https://app.cardkeep@evil.example/', 'https://evil.example/#app://cardkeep/', 'https://evil.example\\@cardkeep/',
  'https://xn--crdkeep-2fg.example/', 'https://127.0.0.1:9229/', 'https://[::1]/', 'https://0x7f000001/', 'ftp://example.com/', 'ws://example.com/', 'wss://example.com/',
  'file:///etc/passwd', 'file://localhost/etc/passwd', 'file://evil.example/share/x', 'FILE:///etc/passwd', '\\\\evil.example\\share\\x', 'smb://evil.example/share', 'nfs://evil.example/x',
  'javascript:window.__ran=1', 'JaVaScRiPt:window.__ran=1', 'java\nscript:window.__ran=1', 'javascript://example.com/%0Awindow.__ran=1', 'vbscript:msgbox(1)',
  'data:text/html,<script>top.__ran=1</script>', 'data:text/html;base64,PHNjcmlwdD50b3AuX19yYW49MTwvc2NyaXB0Pg==', 'blob:https://example.com/x', 'filesystem:https://example.com/temporary/x', 'view-source:https://example.com/', 'chrome://version/', 'chrome-extension://x/y.html',
  'devtools://devtools/bundled/inspector.html', 'ms-msdt:/id PCWDiagnostic', 'search-ms:query=x', 'mailto:a@b.example?attach=/etc/passwd', 'tel:+15550100', 'vscode://file/etc/passwd', 'steam://run/1', 'x-apple.systempreferences:', 'intent://x#Intent;end',
  'app://evil/', 'app://cardkeep.evil/', 'app://cardkeep@evil/', 'app://evil@cardkeep/', 'app://cardkeep:81/', 'APP://EVIL/',
] as const
