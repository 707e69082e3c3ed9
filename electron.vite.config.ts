import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        // Workers and the core's process are files of their own, found by their names.
        input: {
          main: 'electron/main.ts',
          'core-process': 'electron/core-process.ts',
          'import-worker': 'core/pipeline/import-worker.ts',
          'live-worker': 'core/pipeline/live/live-worker.ts',
          'reading-worker': 'core/pipeline/reading/reading-worker.ts',
          'look-back-worker': 'core/pipeline/look-back-worker.ts',
          'preview-worker': 'core/pipeline/preview-worker.ts',
          'training-worker': 'core/pipeline/training-worker.ts',
          'scoring-worker': 'core/models/scoring-worker.ts',
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload script has to be CommonJS.
      rollupOptions: {
        input: 'electron/preload.ts',
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react({ jsxImportSource: '#shown' }), tailwindcss()],
    // plotly.js/lib expects Node's `global`.
    define: { global: 'globalThis' },
    build: {
      outDir: 'out/renderer',
      minify: true,
      license: { fileName: 'licenses.json' },
      // The content security policy allows no data: URLs of fonts.
      assetsInlineLimit: 0,
      target: 'es2023',
      // Charts rely on light-dark() as the browser knows it, not on what it can be lowered to.
      cssTarget: ['chrome130', 'firefox130', 'safari18'],
      // Plotly is one lazily loaded chunk of about this size.
      chunkSizeWarningLimit: 1600,
      rollupOptions: { input: 'renderer/index.html' },
    },
  },
})
