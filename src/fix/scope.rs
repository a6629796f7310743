//! Which files `--fix` may replace.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The files and folders that were named. A link in them may lead elsewhere.
#[derive(Debug, Default)]
pub struct Scope(HashSet<PathBuf>);

impl Scope {
    /// The files and folders at `paths`, or behind them if they are links.
    pub fn of<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self(paths.into_iter().filter_map(|path| path.as_ref().canonicalize().ok()).collect())
    }

    /// Whether a file, whose path has no links, is one of the files or in one of the folders.
    pub(super) fn contains(&self, file: &Path) -> bool {
        file.ancestors().any(|path| self.0.contains(path))
    }
}
