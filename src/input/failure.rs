//! What cannot be read or written. Failures are collected and told, and the other inputs are checked all the same.

use std::path::Path;

/// An input that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The name that is shown for it.
    pub name: String,
    /// The reason, in words.
    pub reason: String,
}

impl Failure {
    /// The failure to read `path`.
    #[must_use]
    pub fn new(path: &Path, reason: &dyn std::fmt::Display) -> Self {
        Self { name: path.display().to_string(), reason: reason.to_string() }
    }
}
