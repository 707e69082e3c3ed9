import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/base.css'
import { App } from './app.tsx'
import { createStore } from './store/store.ts'
import { connectCore } from './transport/connect.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element "root"')

const core = connectCore()
createRoot(root).render(
  <StrictMode>
    <App store={createStore(core)} files={core.files} />
  </StrictMode>,
)
