//! Inputs that cannot be read or written. Failures are reported, and do not stop the run.

use std::path::Path;

/// An input that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The name under which it is shown.
    pub name: String,
    /// The reason, in words.
    pub reason: String,
}

impl Failure {
    /// The failure to read or write `path`, with its reason.
    pub fn new(path: &Path, reason: &dyn std::fmt::Display) -> Self {
        Self { name: path.display().to_string(), reason: reason.to_string() }
    }
}
