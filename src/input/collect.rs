//! The inputs that paths name (contract §8).

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};
use same_file::Handle;

use super::exclude::Exclude;
use super::failure::Failure;

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
    pub fn stdin(name: &str) -> Self {
        Self { name: name.to_owned(), source: InputSource::Stdin }
    }

    /// A file.
    pub fn file(path: PathBuf) -> Self {
        Self { name: path.display().to_string(), source: InputSource::File(path) }
    }

    /// Whether it is the same regular file as `path`.
    pub fn is_at(&self, path: &Path) -> bool {
        handle(path).is_some_and(|file| self.is(&file))
    }

    /// Whether it is this regular file.
    pub(crate) fn is(&self, file: &Handle) -> bool {
        match &self.source {
            InputSource::Stdin => Handle::stdin().is_ok_and(|stdin| stdin == *file),
            InputSource::File(path) => handle(path).is_some_and(|input| input == *file),
        }
    }
}

/// What is the same for all names of the regular file at `path`; `None` if it cannot be read, or is not a regular file.
pub(crate) fn handle(path: &Path) -> Option<Handle> {
    // A pipe must not be opened to compare it.
    path.metadata().ok().filter(Metadata::is_file).and_then(|_| Handle::from_path(path).ok())
}

/// The inputs that `paths` name, in order, each once: a file, the request files of a folder that are not excluded, or
/// standard input. Also returns a failure for each path that cannot be read.
pub fn collect(paths: &[PathBuf], stdin_name: &str, exclude: Option<&Exclude>) -> (Vec<Input>, Vec<Failure>) {
    let (mut inputs, mut failures, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for path in paths {
        if path == Path::new("-") {
            if seen.insert(path.clone()) {
                inputs.push(Input::stdin(stdin_name));
            }
            continue;
        }
        let files = match std::fs::metadata(path) {
            Err(error) => Err(error.to_string()),
            Ok(metadata) if metadata.is_dir() => search(path, exclude, &mut failures),
            Ok(_) => Ok(vec![path.clone()]),
        };
        match files {
            Ok(files) => {
                let new = files.into_iter().filter(|file| seen.insert(identity(file)));
                inputs.extend(new.map(Input::file));
            }
            Err(reason) => failures.push(Failure::new(path, &reason)),
        }
    }
    (inputs, failures)
}

/// A path that is the same for all paths of one file.
fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// The request files below a folder, sorted by path; an error if there are none.
fn search(
    folder: &Path,
    exclude: Option<&Exclude>,
    failures: &mut Vec<Failure>,
) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let excluded = exclude.map(|exclude| exclude.matcher(folder));
    // Only .gitignore and hpplint.toml may exclude a file, but no setting of the user or the machine.
    let mut walk = WalkBuilder::new(folder);
    walk.require_git(false)
        .follow_links(true)
        .hidden(false)
        .ignore(false)
        .git_global(false)
        .git_exclude(false);
    walk.filter_entry(move |entry| {
        let is_excluded = excluded.as_ref().is_some_and(|excluded| excluded(entry.path(), is_folder(entry)));
        // The folder itself was named.
        entry.depth() == 0 || (entry.file_name() != ".git" && !is_excluded)
    });
    for entry in walk.build() {
        match entry {
            Ok(entry) if is_request_file(entry.path()) && !entry.path().is_dir() => {
                files.push(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => failures.push(Failure::new(folder, &error)),
        }
    }
    files.sort();
    if files.is_empty() {
        let left = if exclude.is_some() { ", or all are excluded" } else { "" };
        return Err(format!("no *.json, *.ndjson or *.jsonl file in this folder{left}"));
    }
    Ok(files)
}

fn is_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

fn is_request_file(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    matches!(extension, Some("json" | "ndjson" | "jsonl"))
}
