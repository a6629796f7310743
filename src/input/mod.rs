//! Inputs (contract §8): paths become named inputs, and an input is divided into blocks, and a block into requests.

mod block;
mod blocks;
mod boundary;
mod buffer;
mod collect;
mod encoding;
pub mod exclude;
pub mod failure;
mod frames;
mod search;
mod skip;

pub(crate) use block::Block;
pub(crate) use blocks::Blocks;
pub(crate) use buffer::SourceKind;
pub use collect::collect;
pub(crate) use collect::identity;
pub use frames::FrameError;
pub(crate) use frames::{Frame, Frames};

use std::path::{Path, PathBuf};

use same_file::is_same_file;

/// Something to read requests from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The name under which it is shown.
    pub name: String,
    /// Where it is read from.
    pub source: InputSource,
}

/// Where an input is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputSource {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// Standard input, under this name.
    #[must_use]
    pub fn stdin(name: &str) -> Self {
        Self { name: name.to_owned(), source: InputSource::Stdin }
    }

    /// A file.
    #[must_use]
    pub fn file(path: PathBuf) -> Self {
        Self { name: path.display().to_string(), source: InputSource::File(path) }
    }

    /// Whether it is the same file as `path`.
    #[must_use]
    pub fn is_at(&self, path: &Path) -> bool {
        // A file may have several names. A pipe must not be opened to compare it.
        let is_regular = |path: &Path| path.metadata().is_ok_and(|metadata| metadata.is_file());
        let InputSource::File(file) = &self.source else { return false };
        is_regular(path) && is_regular(file) && is_same_file(file, path).unwrap_or(false)
    }
}
