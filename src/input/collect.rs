//! The inputs that paths name (contract §8).

use std::collections::{BTreeMap, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::exclude::Exclude;
use super::failure::Failure;
use super::folder::{self, Omission};

/// Something to read requests from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The name under which it is shown.
    pub name: String,
    /// Where it is read from.
    pub source: InputSource,
    /// Whether it was found in a folder. Otherwise, it was named itself.
    pub is_found: bool,
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
        Self { name: name.to_owned(), source: InputSource::Stdin, is_found: false }
    }

    /// A file.
    pub fn file(path: PathBuf) -> Self {
        Self { name: path.display().to_string(), source: InputSource::File(path), is_found: false }
    }

    /// Whether it is the same regular file as `path`.
    pub fn is_at(&self, path: &Path) -> bool {
        handle(path).is_some_and(|file| self.is(&file))
    }

    /// Whether it is this regular file.
    pub(crate) fn is(&self, file: &Handle) -> bool {
        match &self.source {
            InputSource::Stdin => Handle::stdin().is_ok_and(|stdin| stdin == *file),
            InputSource::File(path) => is_file(path, file),
        }
    }
}

/// What is the same for all names of the regular file at `path`; `None` if it cannot be read, or is not a regular file.
pub(crate) fn handle(path: &Path) -> Option<Handle> {
    // A pipe must not be opened to compare it.
    path.metadata().ok().filter(Metadata::is_file).and_then(|_| Handle::from_path(path).ok())
}

/// Whether the file at `path` is this regular file.
#[cfg(unix)]
pub(crate) fn is_file(path: &Path, file: &Handle) -> bool {
    use std::os::unix::fs::MetadataExt;
    // It need not be opened, as a handle has to be.
    path.metadata().is_ok_and(|metadata| (metadata.dev(), metadata.ino()) == (file.dev(), file.ino()))
}

/// Whether the file at `path` is this regular file.
#[cfg(not(unix))]
pub(crate) fn is_file(path: &Path, file: &Handle) -> bool {
    handle(path).is_some_and(|other| other == *file)
}

/// The inputs that paths name.
#[derive(Debug, Default)]
pub struct Collected {
    /// The inputs, in order, each once: a file, the request files of a folder, or standard input.
    pub inputs: Vec<Input>,
    /// The paths that cannot be read.
    pub failures: Vec<Failure>,
    /// How many files of folders are left out, and by what.
    pub left_out: BTreeMap<Omission, u64>,
}

/// The inputs that `paths` name. What is excluded, or ignored by git, is left out of folders.
pub fn collect(paths: &[PathBuf], stdin_name: &str, exclude: Option<&Exclude>) -> Collected {
    let (mut collected, mut seen, mut left_out) = (Collected::default(), HashSet::new(), BTreeMap::new());
    let named: HashSet<PathBuf> = paths.iter().map(|path| identity(path)).collect();
    for path in paths {
        if path == Path::new("-") {
            if seen.insert(path.clone()) {
                collected.inputs.push(Input::stdin(stdin_name));
            }
            continue;
        }
        let files = match std::fs::metadata(path) {
            Err(error) => Err(error.to_string()),
            Ok(metadata) if metadata.is_dir() => match folder::search(path, exclude) {
                Err(error) => Err(error.to_string()),
                Ok(mut searched) => {
                    collected.failures.append(&mut searched.failures);
                    let files = searched.files();
                    left_out.append(&mut searched.left_out);
                    files
                }
            },
            Ok(_) => Ok(vec![path.clone()]),
        };
        match files {
            Ok(files) => {
                let input = |file: PathBuf| {
                    let identity = identity(&file);
                    let is_found = !named.contains(&identity);
                    seen.insert(identity).then(|| Input { is_found, ..Input::file(file) })
                };
                collected.inputs.extend(files.into_iter().filter_map(input));
            }
            Err(reason) => collected.failures.push(Failure::new(path, &reason)),
        }
    }
    // Another path may name a file that is left out here.
    for (_, omission) in left_out.into_iter().filter(|(file, _)| !seen.contains(file)) {
        *collected.left_out.entry(omission).or_default() += 1_u64;
    }
    collected
}

/// A path that is the same for all paths of one file.
fn identity(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
