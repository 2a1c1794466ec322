"""`make pictures`: the README's screenshots, taken from the demonstration clinic."""

import re
import socket
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import browser as chromium
from tests.faults.open_house import House

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
DESK, PHONE = (1366, 768), (390, 844)
ZONE = ZoneInfo("Asia/Shanghai")
LABELS = {"CARE": "Customer care", "GREETER": "Front desk", "MANAGER": "Manager"}
EXPORT = (
    "患者编号,姓名,性别,手机号,出生日期,来自哪里\n"
    "20418,王芳,女,13812342207,1990/3/7,抖音\n"
    "20419,李明,男,12345,1988/11/20,老带新\n"
    "20420,赵敏,女,13900001234,1991/13/8,自然到店\n"
    "20421,古丽·巴哈尔,女,13711112222,1996/5/1,自然到店\n"
    "20422,欧阳修远,男,13600003333,1979/8/30,老带新\n"
)
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
        desk.goto(best_known(desk))
        desk.wait_for_selector("#aside h2")
        desk.screenshot(path=FOLDER / f"patient-{tag}.png")
        desk.context.close()
        management(browser, house, language, tag)
        phone = enter(browser, house, "CARE", language, PHONE)
        shot(phone, "/", f"today-phone-{tag}")
        phone.context.close()
        calendar(browser, house, language, tag)
        phone_page(browser, house, language, tag)


def management(browser: Browser, house: House, language: str, tag: str) -> None:
    """The figures, safety, a plan, and a file that is weighed before it is let in."""
    manager = enter(browser, house, "MANAGER", language, DESK)
    manager.goto("/figures/")
    manager.wait_for_selector("a.tile", timeout=FRESH)
    shot(manager, "/figures/", f"figures-{tag}")
    shot(manager, "/safety/", f"safety-{tag}")
    manager.goto("/plans/")
    manager.locator("tbody a").first.click()
    manager.wait_for_url(re.compile(r"/plans/\d+/"))
    manager.screenshot(path=FOLDER / f"plan-{tag}.png")
    weigh_a_file(manager)
    manager.screenshot(path=FOLDER / f"import-{tag}.png")
    manager.context.close()


def calendar(browser: Browser, house: House, language: str, tag: str) -> None:
    """The front desk's day, and the week it stands on."""
    desk = enter(browser, house, "GREETER", language, DESK)
    shot(desk, "/calendar/", f"calendar-{tag}")
    shot(desk, "/rosters/", f"rosters-{tag}")
    desk.context.close()


def working_day() -> str:
    """The coming Wednesday: a weekend shows little."""
    today = datetime.now(ZONE).date()
    return f"{today + timedelta(days=(2 - today.weekday()) % 7 or 7):%Y-%m-%d}"


def phone_page(browser: Browser, house: House, language: str, tag: str) -> None:
    """A patient books: the code is read where the demonstration keeps it."""
    manager = enter(browser, house, "MANAGER", language, DESK)
    number = somebodys_number(manager, after=("zh", "en").index(tag))
    phone = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]},
        base_url=house.address,
        locale={"zh": "zh-CN", "en": "en-GB"}[tag],
    ).new_page()
    phone.goto("/my/")
    phone.fill("[name=number]", number)
    phone.click("main button[type=submit]")
    phone.fill("[name=code]", code_sent(manager))
    phone.click("main button[type=submit]")
    shot(phone, "/my/", f"phone-page-{tag}")
    for opened in (phone, manager):
        opened.context.close()


def somebodys_number(page: Page, *, after: int) -> str:
    """The mobile of who comes on a working day: another each time, codes are few."""
    page.goto(f"/calendar/sheet/?day={working_day()}")
    name = page.locator("tbody th[scope=row]").nth(after).inner_text()
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.wait_for_selector("#finder-results [data-href^='/patients/'][role=option]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/patients/\d+/"))
    page.locator("[hx-post$='/reveal/']").first.click()
    shown = page.locator("[id^=phone-]").first
    expect(shown).to_have_text(re.compile(r"\d{11}"))
    return re.sub(r"\D", "", shown.inner_text())[-11:]


def code_sent(page: Page) -> str:
    """The code a made-up manager of the demonstration may read."""
    newest = page.locator("tbody tr").first
    for _again in range(60):
        page.goto("/messages/")
        found = re.search(r"\b\d{6}\b", newest.locator("td").last.inner_text())
        if found:
            return found[0]
        page.wait_for_timeout(500)
    raise LookupError


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


def best_known(page: Page) -> str:
    """Whoever has a next step and the most people around them."""
    found = page.locator("#finder-results [data-href^='/patients/'][role=option]")
    places = found.evaluate_all("all => all.map(one => one.dataset.href)")
    return max(places, key=lambda place: story(page, place))


def story(page: Page, place: str) -> tuple[bool, int]:
    """How much there is to see of a patient."""
    head, aside = (page.request.get(f"{place}{part}").text() for part in ("", "aside/"))
    return 'class="btn primary" href=' in head, aside.count('class="box"')


def weigh_a_file(page: Page) -> None:
    """An export of another system, as far as the dry run: nothing is taken in."""
    page.goto("/imports/")
    page.set_input_files(
        "input[type=file]",
        {"name": "患者 2026.csv", "mimeType": "text/csv", "buffer": EXPORT.encode()},
    )
    page.click("main form button[type=submit]")
    page.wait_for_url(re.compile(r"/imports/\d+/$"))
    page.locator("form[action$='/mapping/'] .btn.primary").click()
    page.wait_for_selector("form[action$='/run/']", timeout=FRESH)


def named(said: str, role: str) -> str:
    label = {"CARE": "Customer care", "GREETER": "Front desk", "MANAGER": "Manager"}[
        role
    ]
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
