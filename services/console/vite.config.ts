import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { entryHead } from './entry-head.ts'
import { deskWorker } from './sw-plugin.ts'

/** Where `npm run dev` finds a running gateway and its live stream. */
const gateway = process.env['CONVOKE_URL'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [
    react(),
    entryHead(),
    deskWorker(),
    // React Aria speaks thirty languages; the pages are in these.
    { ...optimizeLocales.vite({ locales: ['en-GB', 'en-US', 'zh-CN'] }), enforce: 'pre' },
  ],
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // an inlined script or font would need a wider content security policy
    rollupOptions: { input: { console: 'index.html', desk: 'desk/index.html', my: 'my/index.html', offer: 'offer/index.html', drive: 'drive/index.html' } },
  },
  server: { proxy: { '/api': gateway } },
  test: { environment: 'happy-dom', include: ['tests/unit/**/*.test.{ts,tsx}'], restoreMocks: true },
})
