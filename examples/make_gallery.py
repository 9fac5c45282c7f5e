"""Renews the small pictures of the READMEs: `python examples/make_gallery.py`, from the top of the project.

Needs LibreOffice (`soffice`), poppler (`pdftoppm`), Chromium and Pillow: it writes the reports of the example, opens
them as people do, and keeps what they look like, under 1 MB in all.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

EXAMPLES = Path(__file__).parent
GALLERY = EXAMPLES / "gallery"
BOOK = (EXAMPLES / "tongguan-2020.xlsx", "--as-of", "2020-04-17", "--config", EXAMPLES / "schedule.toml")
MOST_BYTES = 1_000_000
COLOURS = 64
WIDTH = 960
BROWSER = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars")


def run(*command: object) -> None:
    """Runs a command and stops where it fails."""
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def program(*arguments: object) -> None:
    """Runs this checkout's minsheng-funds."""
    run(sys.executable, "-m", "minsheng_funds", *arguments)


def keep(picture: Image.Image, name: str) -> None:
    """Keeps a picture in few colours, no wider than the READMEs show it."""
    GALLERY.mkdir(exist_ok=True)
    height = round(picture.height * WIDTH / picture.width)
    small = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    small.quantize(COLOURS).save(stream, "PNG", optimize=True)
    (GALLERY / f"{name}.png").write_bytes(stream.getvalue())


def pages(file: Path, folder: Path) -> list[Image.Image]:
    """What an office program prints of a file, page by page."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, file)
    run("pdftoppm", "-png", "-r", "80", folder / f"{file.stem}.pdf", folder / file.stem)
    return [Image.open(path) for path in sorted(folder.glob(f"{file.stem}-*.png"))]


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """Pictures in one row, as tall as the tallest."""
    sheet = Image.new("RGB", (sum(one.width for one in pictures), max(one.height for one in pictures)), "white")
    left = 0
    for one in pictures:
        sheet.paste(one, (left, 0))
        left += one.width
    return sheet


def screenshot(page: Path, folder: Path, size: str) -> Image.Image:
    """What a browser shows of a page in a window of a size."""
    browser = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    target = folder / f"{page.stem}-{size}.png"
    profile = f"--user-data-dir={folder / 'browser'}"
    run(browser, *BROWSER, profile, f"--window-size={size}", f"--screenshot={target}", page.as_uri())
    return Image.open(target)


def main() -> None:
    """Writes, opens, keeps; stops where the pictures have become too large."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        outputs = [folder / f"report.{suffix}" for suffix in ("xlsx", "docx", "html")]
        program("report", *BOOK, *(part for output in outputs for part in ("-o", output)))
        annex, letter, page = outputs
        keep(side_by_side(pages(annex, folder)[::6][:2]), "annex")  # the summary and the projects
        for path in folder.glob("report-*.png"):
            path.unlink()
        keep(side_by_side(pages(letter, folder)[:3]), "briefing")
        keep(screenshot(page, folder, "1280,900"), "page")
    size = sum(path.stat().st_size for path in GALLERY.iterdir())
    print(f"{size:,} bytes in {GALLERY}")
    if size > MOST_BYTES:
        sys.exit("the gallery is too large")


if __name__ == "__main__":
    main()
