// Uses the console in a browser, and prints what it saw as JSON.
// node browser.mjs <module of playwright-core> <script of axe-core> <browser> <url> <folder of compositions>
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [module, axe, executablePath, url, folder] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(module).href);
const NAME = 'console-browser';
const file = join(folder, `${NAME}.yaml`);
const working = readFileSync(file, 'utf8');
const seen = { faults: [], views: [] };
const profiles = mkdtempSync(join(tmpdir(), 'gather-browser'));

async function open(options) {
  const context = await chromium.launchPersistentContext(mkdtempSync(join(profiles, 'profile')), {
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
    ...options,
  });
  const page = context.pages()[0];
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => seen.faults.push(error.message));
  page.on('dialog', (dialog) => { seen.faults.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  page.on('console', (message) => { if (message.type() === 'error') seen.faults.push(message.text()); });
  await page.goto(`${url}/#${NAME}`);
  return { context, page };
}

const run = async (page) => {
  await page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
  await page.locator('.waterfall').waitFor();
};

// How it looks, by axe, in each combination of colours and width.
for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 360]) {
    // Its script is put into the page by the test, which the page itself would not allow.
    const { context, page } = await open({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    await page.locator('#faults > summary').click();
    await run(page);
    await page.locator('.source').first().click();
    await page.locator('#expression').fill('$product.');
    await page.locator('#value .fault').waitFor();
    await page.addScriptTag({ content: readFileSync(axe, 'utf8') });
    const violations = await page.evaluate(async () => (await window.axe.run()).violations.flatMap(
      ({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`)));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    seen.views.push({ colorScheme, width, violations, overflow });
    await context.close();
  }
}

// What it does.
const { context, page } = await open({ viewport: { width: 1280, height: 900 } });
seen.title = await page.title();
seen.label = await page.getByLabel('sku').inputValue();
await page.getByLabel('latest').fill('x');
await page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
seen.notANumber = await page.locator('[aria-invalid] ~ .fault').textContent();
await page.getByLabel('latest').fill('0');
await page.getByRole('button', { name: 'Run', exact: true }).press('Enter');
await page.getByText('400, The input is not valid').waitFor();
seen.violation = await page.locator('[aria-invalid] ~ .fault').textContent();
await page.getByLabel('latest').fill('');
await run(page);
seen.answer = await page.locator('#answer').innerText();
seen.markup = await page.locator('#answer img, #waterfall img, #value img').count();
seen.critical = await page.locator('tr.critical .name').allTextContents();
seen.words = await page.locator('tr.run .words').allTextContents();
seen.edges = await page.locator('#graph .edge').count();

await page.getByRole('button', { name: '$product' }).press('Enter');
await page.keyboard.type('.id * 6');
await page.getByText('42', { exact: true }).waitFor();
seen.pad = await page.locator('#value').innerText();

await page.getByLabel('Name of the case').fill('seen in a browser');
await page.keyboard.press('Enter');
await page.getByText('Saved as').waitFor();
seen.saved = await page.locator('#saved').innerText();

await page.locator('#faults > summary').click();
await page.getByLabel('offers', { exact: true }).selectOption('fault:connection');
await page.locator('tr.run.fallback').waitFor();
seen.switched = await page.locator('tr.run.fallback .words').textContent();

writeFileSync(file, working.replace('$product.name', '$prodct.name'));
await page.locator('#problems.broken').waitFor();
seen.problem = await page.locator('#problems .what').first().innerText();
seen.line = await page.locator('#problems .own').first().innerText();
seen.canRunBroken = await page.getByRole('button', { name: 'Run', exact: true }).isEnabled();
const other = await context.newPage();
const instead = await other.goto(`${url}/somewhere`);
seen.instead = { status: instead.status(), problem: await other.locator('#problems .what').first().innerText() };

writeFileSync(file, working.replace('name:', 'renamed:'));
await page.locator('#answer').getByText('renamed').waitFor();
seen.problemsAfterwards = await page.locator('#problems.broken:visible').count();
await other.getByText("a composition's answer").waitFor();
await context.close();
rmSync(profiles, { recursive: true });
console.log(JSON.stringify(seen));
