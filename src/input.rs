//! Files, folders, standard input → named inputs; failures are collected, not fatal (contract §8).

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use crate::exclude::Exclude;
use crate::render::{self, Format};

/// Bytes that tell a report from a request.
const HEAD: u64 = 1024;

/// Something to read requests from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The name that is shown for it.
    pub name: String,
    /// Where it is.
    pub place: Place,
}

/// Where an input is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// Standard input, under this name.
    #[must_use]
    pub fn stdin(name: &str) -> Self {
        Self { name: name.to_owned(), place: Place::Stdin }
    }

    /// A file.
    #[must_use]
    pub fn file(path: PathBuf) -> Self {
        Self { name: path.display().to_string(), place: Place::File(path) }
    }

    /// Whether it is the file at `path`.
    #[must_use]
    pub fn is_at(&self, path: &Path) -> bool {
        matches!(&self.place, Place::File(file) if identity(file) == identity(path))
    }
}

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

/// What is left out of folders, though a path that names it is taken.
#[derive(Clone, Copy, Debug)]
pub struct LeftOut<'l> {
    /// What the settings exclude.
    pub exclude: Option<&'l Exclude>,
    /// The files that the run writes, which may be there from the run before.
    pub reports: &'l [(Format, PathBuf)],
}

impl LeftOut<'_> {
    fn is_report(&self, path: &Path) -> bool {
        let mut alike = self.reports.iter().filter(|(_, report)| report.file_name() == path.file_name());
        // A request that is named by mistake is no report, and must not be lost.
        alike.any(|(_, report)| identity(report) == identity(path)) && begins_as_report(path)
    }
}

/// The inputs that `paths` stand for, in order, each once, without what is left out of folders; and the paths that stand
/// for none.
#[must_use]
pub fn collect(paths: &[PathBuf], stdin_name: &str, left_out: LeftOut) -> (Vec<Input>, Vec<Failure>) {
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
            Ok(metadata) if metadata.is_dir() => search(path, left_out, &mut failures),
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

/// What two paths to one file have in common.
pub(crate) fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Whether a file begins as no request does, or is empty.
fn begins_as_report(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && render::begins_as_report(&head)
}

/// The request files below a folder, sorted by path; an error if there are none.
fn search(folder: &Path, left_out: LeftOut, failures: &mut Vec<Failure>) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    let excluded = left_out.exclude.map(|exclude| exclude.matcher(folder));
    // Nothing but .gitignore and hpplint.toml may hide a file, and no setting of the user or the machine.
    let mut walk = WalkBuilder::new(folder);
    walk.require_git(false)
        .follow_links(true)
        .hidden(false)
        .ignore(false)
        .git_global(false)
        .git_exclude(false);
    walk.filter_entry(move |entry| {
        let is_excluded = excluded.as_ref().is_some_and(|excluded| excluded(entry.path(), is_folder(entry)));
        // The folder itself was asked for.
        entry.depth() == 0 || (entry.file_name() != ".git" && !is_excluded)
    });
    for entry in walk.build() {
        match entry {
            Ok(entry) if is_request_file(entry.path()) && !entry.path().is_dir() => {
                files.extend(Some(entry.into_path()).filter(|file| !left_out.is_report(file)));
            }
            Ok(_) => {}
            Err(error) => failures.push(Failure::new(folder, &error)),
        }
    }
    files.sort();
    if files.is_empty() {
        let left = if left_out.exclude.is_some() { ", or all are excluded" } else { "" };
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
