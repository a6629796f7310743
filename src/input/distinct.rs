//! Files, each of which is taken once, whatever the paths that name it.

use std::collections::{HashMap, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// Files that were named. Two paths name the same file if they are the same once all links are followed. That takes many
/// system calls, so it is only done for files that can be the same.
#[derive(Debug, Default)]
pub(super) struct Distinct {
    paths: HashMap<Number, Vec<PathBuf>>,
}

/// What is different for any two files that have no name in common. Hard links of one file have the same.
#[cfg(unix)]
type Number = (u64, u64);
#[cfg(not(unix))]
type Number = PathBuf;

#[cfg(unix)]
fn number(_: &Path, metadata: &Metadata) -> Number {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn number(path: &Path, _: &Metadata) -> Number {
    canonical(path)
}

impl Distinct {
    /// Adds the file at `path`. Returns whether no path has named it before.
    pub(super) fn insert(&mut self, path: &Path, metadata: &Metadata) -> bool {
        let is_new = !self.contains(path, metadata);
        if is_new {
            self.paths.entry(number(path, metadata)).or_default().push(path.to_owned());
        }
        is_new
    }

    /// Whether a path has named the file at `path`.
    pub(super) fn contains(&self, path: &Path, metadata: &Metadata) -> bool {
        let paths = self.paths.get(&number(path, metadata));
        paths.is_some_and(|paths| {
            let path = canonical(path);
            paths.iter().any(|other| canonical(other) == path)
        })
    }

    /// The paths of all files, without links.
    pub(super) fn canonical(&self) -> HashSet<PathBuf> {
        self.paths.values().flatten().map(|path| canonical(path)).collect()
    }
}

/// The path without links, or as it is if it names no file.
fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
