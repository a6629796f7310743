//! The request files of a folder (contract §8).

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::exclude::Exclude;
use super::failure::Failure;
use super::gitignore::Gitignores;
use super::lines::uncompressed;
use crate::text::count;

/// What leaves a file of a folder out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Omission {
    /// `exclude` in the settings.
    Exclude,
    /// The `.gitignore` at this path, as it is shown.
    Gitignore(String),
    /// It is a pipe, a device or a socket.
    Special,
}

/// The result of searching a folder.
pub(super) struct Searched {
    files: Vec<PathBuf>,
    /// What cannot be read.
    pub(super) failures: Vec<Failure>,
    /// The request files that are left out, by their absolute paths.
    pub(super) left_out: BTreeMap<PathBuf, Omission>,
}

impl Searched {
    /// The request files, sorted by path; an error if there are none.
    pub(super) fn files(&mut self) -> Result<Vec<PathBuf>, String> {
        let files = std::mem::take(&mut self.files);
        if !files.is_empty() {
            return Ok(files);
        }
        let left_out = match self.left_out.len() as u64 {
            0 => String::new(),
            number => format!("; {} left out", count(number, "file")),
        };
        Err(format!("no *.json, *.ndjson, *.jsonl, *.har, *.http or *.rest file in this folder{left_out}"))
    }
}

/// Searches a folder and the folders in it, also behind links.
///
/// # Errors
/// If the folder cannot be found.
pub(super) fn search(folder: &Path, exclude: Option<&Exclude>) -> io::Result<Searched> {
    let mut searched = Searched { files: Vec::new(), failures: Vec::new(), left_out: BTreeMap::new() };
    let root = folder.canonicalize()?;
    let shown = |path: &Path| folder.join(path.strip_prefix(&root).unwrap_or(path));
    let mut gitignores = Gitignores::above(&root);
    let mut leaves_out = |path: &Path, is_folder: bool| {
        let is_excluded = exclude.is_some_and(|exclude| exclude.matches(path, is_folder));
        if is_excluded {
            Some(Omission::Exclude)
        } else {
            gitignores.matches(path, is_folder).map(Omission::Gitignore)
        }
    };
    let mut entries = WalkDir::new(&root).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        // The folder itself was named.
        let (path, is_folder) = match &entry {
            Ok(entry) if entry.depth() == 0 => continue,
            Ok(entry) => (Some(entry.path()), entry.file_type().is_dir()),
            Err(error) => (error.path(), false),
        };
        let omission = path.and_then(|path| leaves_out(path, is_folder));
        match (entry, omission) {
            (Ok(entry), _) if entry.file_name() == ".git" => skip(&mut entries, &entry),
            (Ok(entry), Some(omission)) => {
                let files = request_files(entry.path());
                searched.left_out.extend(files.map(|file| (file, omission.clone())));
                skip(&mut entries, &entry);
            }
            (Ok(entry), None) if is_folder || !is_request_file(entry.path()) => {}
            (Ok(entry), None) if entry.file_type().is_file() => {
                searched.files.push(shown(entry.path()));
            }
            (Ok(entry), None) => drop(searched.left_out.insert(entry.into_path(), Omission::Special)),
            (Err(_), Some(_)) => {}
            (Err(error), None) if leads_nowhere(&error) && !error.path().is_some_and(is_request_file) => {}
            (Err(error), None) => searched.failures.push(failure(&error, shown)),
        }
    }
    Ok(searched)
}

/// Why a path in a folder cannot be searched.
fn failure(error: &walkdir::Error, shown: impl Fn(&Path) -> PathBuf) -> Failure {
    let path = error.path().map(shown).unwrap_or_default();
    match (error.loop_ancestor(), error.io_error()) {
        (Some(_), _) => Failure::new(&path, &"this link leads back to a folder that it is in"),
        (None, Some(error)) => Failure::new(&path, error),
        (None, None) => Failure::new(&path, error),
    }
}

/// Whether the path is a link whose target is missing.
fn leads_nowhere(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// Does not search the entry, if it is a folder.
fn skip(entries: &mut walkdir::IntoIter, entry: &DirEntry) {
    if entry.file_type().is_dir() {
        entries.skip_current_dir();
    }
}

/// The request files at and below a path that is left out. Links are not followed.
fn request_files(path: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = WalkDir::new(path).into_iter().filter_entry(|entry| entry.file_name() != ".git").flatten();
    let files = entries.filter(|entry| !entry.file_type().is_dir() && is_request_file(entry.path()));
    files.map(DirEntry::into_path)
}

fn is_request_file(path: &Path) -> bool {
    let extension = uncompressed(path).extension().and_then(OsStr::to_str);
    matches!(extension, Some("json" | "ndjson" | "jsonl" | "har" | "http" | "rest"))
}
