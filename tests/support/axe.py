"""Accessibility checks by axe-core in a real browser; the script is injected by the driver, beside the page's CSP."""

from typing import Any

from selenium.webdriver.remote.webdriver import WebDriver

from tests.support.tree import REPOSITORY

SCRIPT = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"

_RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"]}).then(
    (result) => done({violations: result.violations}),
    (error) => done({error: String(error)}),
);
"""


def violations(driver: WebDriver) -> list[str]:
    """What axe finds wrong on the present page, one line for each element: rule, help, where."""
    if not SCRIPT.exists():
        raise FileNotFoundError(f"{SCRIPT} is missing: run `npm ci`")
    driver.execute_script(SCRIPT.read_text("utf-8"))
    result: dict[str, Any] = driver.execute_async_script(_RUN)
    if "error" in result:
        raise RuntimeError(f"axe could not run: {result['error']}")
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}: {' '.join(map(str, node['target']))}: {node['html'][:200]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]
