//! `.gitignore`, as git reads it: from the root of the repository down (contract §8).

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::repository::{folders_up, is_root};

/// The `.gitignore` files of the folders that lead to a path.
pub(super) struct Gitignores {
    /// The folder from which paths are shown.
    current: PathBuf,
    /// The innermost folder is the last one. Folders without patterns are left out, unless they are roots.
    folders: Vec<Folder>,
}

struct Folder {
    path: PathBuf,
    patterns: Gitignore,
    /// Whether it is the root of a repository: no pattern from above applies in it.
    is_root: bool,
}

impl Gitignores {
    /// Those of a folder and of the folders above it, up to the root of its repository. Paths must be absolute.
    pub(super) fn above(folder: &Path) -> Self {
        let current = std::env::current_dir().and_then(|folder| folder.canonicalize()).unwrap_or_default();
        let mut gitignores = Self { current, folders: Vec::new() };
        let folders: Vec<&Path> = folders_up(folder).collect();
        folders.into_iter().rev().for_each(|folder| gitignores.enter(folder));
        gitignores
    }

    /// The `.gitignore` that excludes a path, as it is shown. A folder must come before the paths in it.
    pub(super) fn matches(&mut self, path: &Path, is_folder: bool) -> Option<String> {
        self.folders
            .truncate(self.folders.iter().take_while(|folder| path.starts_with(&folder.path)).count());
        let from_root = self.folders.iter().rposition(|folder| folder.is_root).unwrap_or_default();
        let folders = self.folders.get(from_root..).unwrap_or_default();
        // The innermost file decides, and in it the last pattern.
        let decision =
            folders.iter().rev().find_map(|folder| match folder.patterns.matched(path, is_folder) {
                Match::None => None,
                Match::Ignore(_) => Some(Some(folder.path.join(".gitignore"))),
                Match::Whitelist(_) => Some(None),
            });
        let file = decision.flatten().map(|file| self.show(&file));
        if is_folder && file.is_none() {
            self.enter(path);
        }
        file
    }

    /// Adds the file of a folder, if it has one.
    fn enter(&mut self, folder: &Path) {
        let (patterns, is_root) = (read(folder), is_root(folder));
        if is_root || !patterns.is_empty() {
            self.folders.push(Folder { path: folder.to_owned(), patterns, is_root });
        }
    }

    /// A path as it is shown: relative to the current folder if it is in it or above it.
    fn show(&self, file: &Path) -> String {
        let folder = file.parent().unwrap_or(file);
        let shown = match (file.strip_prefix(&self.current), self.current.strip_prefix(folder)) {
            (Ok(below), _) => below.to_owned(),
            (_, Ok(below)) => below.iter().map(|_| "..").collect::<PathBuf>().join(".gitignore"),
            _ => file.to_owned(),
        };
        shown.display().to_string()
    }
}

/// The patterns of a folder's `.gitignore`. Like git, this reads only a regular file, and no link.
fn read(folder: &Path) -> Gitignore {
    let file = folder.join(".gitignore");
    let is_regular = file.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    let text = is_regular.then(|| std::fs::read(&file).ok()).flatten().unwrap_or_default();
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&text);
    let mut builder = GitignoreBuilder::new(folder);
    builder.allow_unclosed_class(false);
    for line in text.split(|byte| *byte == b'\n') {
        if let Some(pattern) = to_glob(&String::from_utf8_lossy(line)) {
            // A pattern that is not valid matches nothing.
            let _ = builder.add_line(None, &pattern);
        }
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// A line of a `.gitignore` in the syntax of [`GitignoreBuilder`], where it is different: braces are alternatives there, a
/// class has no escapes, and all white space at the end is removed. `None` if the pattern matches nothing.
pub(super) fn to_glob(line: &str) -> Option<String> {
    let line = line.strip_suffix('\r').unwrap_or(line).trim_end_matches(' ');
    let mut glob = String::with_capacity(line.len() + 2);
    let mut rest = line.chars();
    while let Some(character) = rest.next() {
        match character {
            '{' | '}' => glob.extend(['\\', character]),
            // An escaped space is not removed at the end.
            '\\' => glob.extend(['\\', rest.next().unwrap_or(' ')]),
            '[' => {
                let class = class(rest.as_str())?;
                glob.extend(["[", class]);
                rest = rest.as_str().get(class.len()..)?.chars();
            }
            _ if character.is_whitespace() => glob.extend(['[', character, ']']),
            _ => glob.push(character),
        }
    }
    (glob != "!").then_some(glob)
}

/// The rest of a class, with its bracket; `None` if it is not closed, or has an escape or a name as in `[[:alpha:]]`.
fn class(rest: &str) -> Option<&str> {
    let members = rest.strip_prefix(['!', '^']).unwrap_or(rest);
    let first = members.chars().next()?.len_utf8();
    let end = rest.len() - members.len() + first + members.get(first..)?.find(']')? + 1;
    rest.get(..end).filter(|class| !class.contains('\\') && !class.contains("[:"))
}
