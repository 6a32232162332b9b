"""The step of the build that pyproject.toml cannot say: generated files are made before the package is collected."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).resolve().parent))


class BuildWithGeneratedFiles(build_py):
    """Compile catalogues and prepare fonts and scripts in the source tree, then build as usual."""

    def run(self) -> None:
        """Generate, then collect: the lists of package data are read from disk after this."""
        from tools import compile_messages, prepare_assets

        prepare_assets.main()
        compile_messages.compile_all()
        super().run()


setup(cmdclass={"build_py": BuildWithGeneratedFiles})
