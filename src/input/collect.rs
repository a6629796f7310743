//! The inputs that paths name (contract §8).

use std::collections::{BTreeMap, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::distinct::Distinct;
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
    /// Its length in bytes, if it is known to be a regular file.
    pub length: Option<u64>,
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
        Self { name: name.to_owned(), source: InputSource::Stdin, is_found: false, length: None }
    }

    /// A file.
    pub fn file(path: PathBuf) -> Self {
        let name = path.display().to_string();
        Self { name, source: InputSource::File(path), is_found: false, length: None }
    }

    /// A file with this metadata.
    fn of_length(path: PathBuf, metadata: &Metadata) -> Self {
        Self { length: metadata.is_file().then_some(metadata.len()), ..Self::file(path) }
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
    let (mut collected, mut seen, mut left_out) =
        (Collected::default(), Distinct::default(), BTreeMap::new());
    let paths: Vec<_> = paths.iter().map(|path| (path, std::fs::metadata(path))).collect();
    let mut named = Distinct::default();
    if paths.iter().any(|(_, metadata)| metadata.as_ref().is_ok_and(Metadata::is_dir)) {
        for (path, metadata) in &paths {
            if let Ok(metadata) = metadata {
                named.insert(path, metadata);
            }
        }
    }
    for (path, metadata) in paths {
        if path == Path::new("-") {
            let is_new = collected.inputs.iter().all(|input| input.source != InputSource::Stdin);
            collected.inputs.extend(is_new.then(|| Input::stdin(stdin_name)));
            continue;
        }
        match metadata {
            Err(error) => collected.failures.push(Failure::new(path, &error)),
            Ok(metadata) if metadata.is_dir() => match folder::search(path, exclude) {
                Err(error) => collected.failures.push(Failure::new(path, &error)),
                Ok(mut searched) => {
                    collected.failures.append(&mut searched.failures);
                    let files = searched.files();
                    left_out.append(&mut searched.left_out);
                    let files = files.map_err(|reason| Failure::new(path, &reason));
                    collected.failures.extend(files.as_ref().err().cloned());
                    for file in files.unwrap_or_default() {
                        collected.inputs.extend(found(file, &named, &mut seen));
                    }
                }
            },
            Ok(metadata) => {
                let is_new = seen.insert(path, &metadata);
                collected.inputs.extend(is_new.then(|| Input::of_length(path.clone(), &metadata)));
            }
        }
    }
    // Another path may name a file that is left out here.
    let seen = if left_out.is_empty() { HashSet::new() } else { seen.canonical() };
    for (_, omission) in left_out.into_iter().filter(|(file, _)| !seen.contains(file)) {
        *collected.left_out.entry(omission).or_default() += 1_u64;
    }
    collected
}

/// A file that was found in a folder, if it is none of those that were seen before.
fn found(path: PathBuf, named: &Distinct, seen: &mut Distinct) -> Option<Input> {
    let Ok(metadata) = std::fs::metadata(&path) else {
        // It is removed in the meantime, which is a failure of the input.
        return Some(Input { is_found: true, ..Input::file(path) });
    };
    let is_found = !named.contains(&path, &metadata);
    seen.insert(&path, &metadata).then(|| Input { is_found, ..Input::of_length(path, &metadata) })
}
