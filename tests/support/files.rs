//! Temporary folders, fixtures, and files with expected output.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A temporary folder with these files, each a path in it and its content.
pub(crate) fn folder<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// The fixtures whose requests are inside something else: in files of other programs, and in other text.
const INSIDE: [&str; 2] = ["fixtures/containers", "fixtures/find"];

/// Every input below `fixtures/` that is JSON and has its requests as they are, sorted.
pub(crate) fn fixtures() -> Vec<PathBuf> {
    let mut inputs = inputs("fixtures", |name| name.ends_with("json"));
    inputs.retain(|path| !INSIDE.iter().any(|folder| path.starts_with(folder)));
    assert!(inputs.len() > 100, "the fixtures are there");
    inputs
}

/// The inputs with requests inside something else, sorted.
pub(crate) fn fixtures_inside() -> Vec<PathBuf> {
    INSIDE.iter().flat_map(|folder| inputs(folder, |name| !name.ends_with("out"))).collect()
}

/// Every input below a folder, sorted. Files with expected output are not inputs.
fn inputs(folder: &str, is_input: fn(&str) -> bool) -> Vec<PathBuf> {
    let mut inputs = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                folders.push(path);
            } else if is_input(name) && !name.contains(".envelope.") && !name.contains(".expected.") {
                inputs.push(path);
            }
        }
    }
    inputs.sort();
    inputs
}

/// Whether to rewrite expected output: the environment variable `BLESS` is set.
pub(crate) fn is_blessing() -> bool {
    std::env::var_os("BLESS").is_some()
}

/// Describes how a text differs from the file that holds the expected text; empty if they are equal. An empty text has
/// no file. With `BLESS`, writes the file instead.
pub(crate) fn difference(path: &Path, actual: &str) -> String {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return String::new();
    }
    if !is_blessing() {
        let hint = "if the change is on purpose: BLESS=1 cargo test";
        return format!("{} ({hint})\n--- expected\n{expected}--- actual\n{actual}", path.display());
    }
    if actual.is_empty() {
        fs::remove_file(path).unwrap();
    } else {
        fs::write(path, actual).unwrap();
    }
    String::new()
}
