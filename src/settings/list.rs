//! A list of IDs that the settings name, and which files a settings file may name.

use std::path::{Path, PathBuf};

use crate::input::Failure;
use crate::rules::Ids;
use crate::rules::id_list::read_ids;

/// A list of IDs.
#[derive(Clone, Debug)]
pub(super) struct IdList {
    pub(super) path: PathBuf,
    /// The place in the settings file that names it; `None` if the command line does.
    pub(super) named_at: Option<String>,
}

impl IdList {
    /// Reads the IDs. Only the command line may name a pipe or a device: in a settings file, `/dev/stdin` would swallow the
    /// requests.
    ///
    /// # Errors
    /// If it cannot be read, or is not a list of IDs.
    pub(super) fn read(&self) -> Result<Ids, Failure> {
        let Some(place) = &self.named_at else { return read_ids(&self.path) };
        let failure = |reason: String| Failure { name: place.clone(), reason };
        expect_regular(&self.path).map_err(|reason| failure(format!("{}: {reason}", self.path.display())))?;
        read_ids(&self.path).map_err(|error| failure(format!("{}: {}", error.name, error.reason)))
    }
}

/// Fails if the path does not lead to a regular file.
///
/// # Errors
/// Why it does not, in words.
pub(super) fn expect_regular(path: &Path) -> Result<(), String> {
    match path.metadata() {
        Ok(metadata) if metadata.is_file() => Ok(()),
        Ok(_) => Err("is not a regular file".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
