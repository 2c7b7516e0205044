/** Texts that run as code where they are taken for markup. Each calls `x9()`; a control shows that they can. */
export const PAYLOADS = [
  '<script>x9()</script>', '<img src=x onerror=x9()>', '<svg onload=x9()>', '<svg><script>x9()</script></svg>', '<body onload=x9()>', '<iframe srcdoc="<script>parent.x9()</script>">',
  '"><img src=x onerror=x9()>', "'><img src=x onerror=x9()>", '</title><img src=x onerror=x9()>', '</style><img src=x onerror=x9()>', '</textarea><svg onload=x9()>', '--><svg onload=x9()>',
  '<details open ontoggle=x9()>', '<video><source onerror=x9()></video>', '<audio src=x onerror=x9()>', '<input autofocus onfocus=x9()>', '<select autofocus onfocus=x9()>', '<marquee onstart=x9()>',
  '<a href=javascript:x9()>x</a>', 'javascript:x9()', 'data:text/html,<script>x9()</script>', '<object data="javascript:x9()">', '<embed src="javascript:x9()">', '<math><a xlink:href="javascript:x9()">x',
  '<svg><animate onbegin=x9() attributeName=x dur=1s>', '<style onload=x9()></style>', '<link rel=stylesheet href=x onerror=x9()>', '{{constructor.constructor("x9()")()}}', '${x9()}', '<img src=x onerror=&#120;9()>', '<meta http-equiv=refresh content="0;javascript:x9()">', '=x9()|<b onclick=x9()>',
] as const
