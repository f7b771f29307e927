"""Install whatever the tests need, then run all of them, lint and types included: `python3 -m tests`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AXE_VERSION = "4.14.1"
AXE = ROOT / ".axe" / AXE_VERSION / "node_modules" / "axe-core" / "axe.min.js"
UV = ROOT / ".uv" / "bin" / "uv"
TOOLS = {
    "zbarimg": "zbar-tools",
    "pdftoppm": "poppler-utils",
    "qpdf": "qpdf",
    "tmux": "tmux",
    "chromium": "chromium",
    "npm": "npm",
}
"""Programs that tests use as independent readers, and the Debian packages that hold them."""
FONTS = {
    Path("/usr/share/fonts/truetype/noto/NotoSansKhmer-Bold.ttf"): "fonts-noto-core",
    Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"): "fonts-noto-cjk",
}
"""Type faces in which tests set names, and the Debian packages that hold them."""
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "--numprocesses", "auto"),
)


def run(*command: str | Path) -> None:
    """Run a command in the project's root; stop everything where it fails."""
    print("+", *(Path(part).name if isinstance(part, Path) else part for part in command), flush=True)
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def install_tools() -> None:
    """Install the missing tools with apt where we may; say what is missing where we may not."""
    missing = sorted({package for tool, package in TOOLS.items() if not shutil.which(tool)})
    missing += (package for font, package in FONTS.items() if not font.exists())
    if not missing:
        return
    root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if not shutil.which("apt-get") or (root and not shutil.which("sudo")):
        sys.exit(f"The tests read what we print with other programs. Please install: {' '.join(missing)}")
    run(*root, "apt-get", "update", "-qq")
    run(*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-qq", "--yes", *missing)


def install_axe() -> None:
    """Install what looks for barriers in a page; a folder for each version."""
    if not AXE.exists():
        quiet = ("--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--silent")
        run("npm", "install", *quiet, "--prefix", AXE.parents[2], f"axe-core@{AXE_VERSION}")


def main() -> None:
    """Everything, in order."""
    if not UV.exists():
        run(sys.executable, "-m", "pip", "install", "--quiet", "--target", ROOT / ".uv", "uv")
    install_tools()
    install_axe()
    run(UV, "sync", "--locked", "--quiet", "--python", sys.executable)
    for check in CHECKS:
        run(UV, "run", "--no-sync", *check)


if __name__ == "__main__":
    main()
