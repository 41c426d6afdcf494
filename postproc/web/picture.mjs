// picture.mjs REPORT MODULES OUT [zh] - the top of a report.html as a PNG for the README.
import { pathToFileURL } from 'node:url'
import { withBrowser } from './browser.mjs'

const [report, modules, out, lang] = process.argv.slice(2)
if (!report || !modules || !out) {
    console.error('usage: node picture.mjs REPORT MODULES OUT [en|zh]')
    process.exit(2)
}
await withBrowser(modules, async (browser) => {
    const page = await browser.newPage({ viewport: { width: Number(process.env.WIDTH || 1120), height: Number(process.env.HEIGHT || 1500) } })
    await page.goto(pathToFileURL(report).href)
    await page.waitForSelector('#page[data-ready]')
    if (lang && (await page.getAttribute('#page', 'data-ready')) !== lang) await page.click('#language')
    if (process.env.FROM) await page.evaluate((id) => document.getElementById(id).scrollIntoView({ behavior: 'instant' }), process.env.FROM)
    await page.screenshot({ path: out, fullPage: process.env.FULL === '1' })
})
