//! The git repository that a folder belongs to.

use std::path::Path;

/// The folder and the folders above it, up to the root of its repository; only the folder if it is in none.
///
/// `folder` must be absolute.
pub(crate) fn folders_up(folder: &Path) -> impl Iterator<Item = &Path> {
    let above = folder.ancestors().position(is_root).unwrap_or_default();
    folder.ancestors().take(above + 1)
}

/// Whether the folder is the root of a repository: `.git` is a folder, or a file in worktrees and submodules.
pub(super) fn is_root(folder: &Path) -> bool {
    folder.join(".git").symlink_metadata().is_ok()
}
