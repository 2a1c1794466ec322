"""`make pictures`: the README's screenshots, taken from the demonstration clinic."""

import re
import socket
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests import browser as chromium
from tests.faults.open_house import House

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
DESK, PHONE = (1366, 768), (390, 844)
FRESH = 180_000  # ms; the figures of a new house are counted by a job first


def take() -> None:
    """Open a demonstration clinic in a folder of its own and photograph it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="renxin-pictures-") as folder:
        Path(folder).chmod(0o711)
        house = House(Path(folder) / "home", free_port()).start("--demo")
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=chromium.executable(), args=list(chromium.FLAGS)
                )
                photograph(browser, house)
                browser.close()
        finally:
            house.stop()


def photograph(browser: Browser, house: House) -> None:
    for language, tag in (("zh-hans", "zh"), ("en", "en")):
        desk = enter(browser, house, "CARE", language, DESK)
        shot(desk, "/", f"today-{tag}")
        desk.keyboard.press("/")
        desk.keyboard.type("wang")
        desk.wait_for_selector("#finder-results [role=option]")
        desk.screenshot(path=FOLDER / f"finder-{tag}.png")
        desk.keyboard.press("Enter")
        desk.wait_for_url("**/patients/**")
        desk.wait_for_load_state()
        desk.screenshot(path=FOLDER / f"patient-{tag}.png")
        desk.context.close()
        manager = enter(browser, house, "MANAGER", language, DESK)
        manager.goto("/figures/")
        manager.wait_for_selector("a.tile", timeout=FRESH)
        shot(manager, "/figures/", f"figures-{tag}")
        shot(manager, "/imports/", f"import-{tag}")
        manager.context.close()
        phone = enter(browser, house, "CARE", language, PHONE)
        shot(phone, "/", f"today-phone-{tag}")
        phone.context.close()


def enter(
    browser: Browser, house: House, role: str, language: str, size: tuple[int, int]
) -> Page:
    """Sign in as the first person the house names for a role."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, base_url=house.address
    )
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("[name=login]", named(house.said, role))
    page.fill("[name=password]", re.search(r"password (\S+)", house.said)[1])
    page.click("main button[type=submit]")
    page.wait_for_url("**/")
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    page.request.post(
        "/me/language/",
        form={"language": language, "csrfmiddlewaretoken": token},
        headers={"Referer": house.address + "/"},
    )
    return page


def named(said: str, role: str) -> str:
    label = {"CARE": "Customer care", "MANAGER": "Manager"}[role]
    return re.search(rf"^\s+(\S+)\s+{label}", said, re.MULTILINE)[1]


def shot(page: Page, path: str, name: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    take()
