/** Composition root of the window: makes the client, the cache and the services, and connects them. */
import './theme/layers.css'
import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/charts/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './theme/global.css'
import { createRoot } from 'react-dom/client'
import { createEngineClient } from '#shared/rpc/client.ts'
import { App } from './app/app.tsx'
import { listenForEngine } from './lib/engine.ts'
import { platformFrom } from './lib/platform.ts'
import { createPresence, withPresence } from './lib/presence.ts'
import { createQueryClient } from './lib/query-client.ts'
import { allowOnlyStyleText } from './lib/trusted-types.ts'

allowOnlyStyleText(window.trustedTypes)

const presence = createPresence()
const engine = withPresence(createEngineClient(), presence)
const queryClient = createQueryClient(engine)
listenForEngine(window, (wire) => engine.attach(wire))

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <App services={{ bridge: window.bridge, engine, presence, platform: platformFrom(navigator.platform) }} queryClient={queryClient} locale={navigator.language} nonce={nonce} />,
)
