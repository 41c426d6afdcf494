// The browser that the tests and the picture share: Debian's Chromium through playwright-core.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const programs = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
export const program = () => [process.env.LANTIAN_CHROMIUM, ...programs].find((path) => path && existsSync(path))

// work(context maker) with a browser of its own, whose profile is thrown away.
export const withBrowser = async (modules, work) => {
    const { chromium } = createRequire(resolve(modules, 'x.js'))('playwright-core')
    const profile = mkdtempSync(join(tmpdir(), 'lantian-browser-'))
    const browser = await chromium.launch({
        executablePath: program(),
        // Nothing may ask the network by itself; root needs --no-sandbox.
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
            '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
        env: { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
    })
    try {
        return await work(browser)
    } finally {
        await browser.close()
        rmSync(profile, { recursive: true, force: true })
    }
}
