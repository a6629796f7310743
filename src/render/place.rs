//! The path of an input as tools for whole repositories expect it.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

/// The path of an input relative to `folder`, with `/` as separator; unchanged if it is not below `folder`, and a dot for
/// `folder` itself, since tools reject an empty path.
pub fn path(name: &str, folder: &Path) -> String {
    let path = Path::new(name);
    let steps = path.strip_prefix(folder).unwrap_or(path).components();
    let path: PathBuf = steps.filter(|step| *step != Component::CurDir).collect();
    let path = path.to_string_lossy();
    if path.is_empty() { ".".to_owned() } else { path.replace(MAIN_SEPARATOR, "/") }
}
