// build.mjs OUT MODULES - the page without its data, as one file: src/page.html with the style and the bundled code in it.
// MODULES is the node_modules folder that `npm ci` filled. The writer (postproc/report.c) puts the data where the mark is.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const [out, modules] = process.argv.slice(2)
if (!out || !modules) {
    console.error('usage: node build.mjs OUT MODULES')
    process.exit(2)
}
const here = dirname(fileURLToPath(import.meta.url))
const esbuild = createRequire(resolve(modules, 'x.js'))('esbuild')
const built = await esbuild.build({
    entryPoints: [join(here, 'src/main.js'), join(here, 'src/page.css')],
    outdir: 'unused',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    // What browsers of 2020 understand: offices are slow to change them.
    target: ['es2019', 'chrome86', 'firefox78'],
    charset: 'utf8',
    legalComments: 'eof',
    nodePaths: [modules],
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
})
const text = (ending) => built.outputFiles.find((file) => file.path.endsWith(ending)).text
// Inside a script element only "</script" and "<!--" end or change it; both occur in strings alone, where \x3c is the same.
const code = text('.js').replace(/<(?=\/script|!--)/gi, '\\x3c')
const style = text('.css').replace(/<(?=\/)/g, '\\3c ')
const page = readFileSync(join(here, 'src/page.html'), 'utf8')
const put = (where, mark, what) => {
    if (where.split(mark).length !== 2) throw new Error(`src/page.html must hold ${mark} once`)
    return where.replace(mark, () => what)
}
mkdirSync(dirname(out), { recursive: true })
writeFileSync(`${out}.tmp`, put(put(page, '/*STYLE*/', style), '/*CODE*/', code))
renameSync(`${out}.tmp`, out)
