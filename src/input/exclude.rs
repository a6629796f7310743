//! `exclude`: which paths below a searched folder are left out, by patterns as in `.gitignore`.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::gitignore::to_glob;

/// Patterns of paths, relative to the folder of the settings file.
#[derive(Clone, Debug)]
pub struct Exclude {
    patterns: Vec<String>,
    /// The folder of the settings file.
    folder: PathBuf,
    builder: GitignoreBuilder,
    matcher: Gitignore,
}

impl Exclude {
    /// No patterns yet, relative to the folder of the file at `path`.
    pub fn new(path: &Path) -> Self {
        let folder = canonical(path.parent().unwrap_or(Path::new("")));
        let mut builder = GitignoreBuilder::new(&folder);
        builder.allow_unclosed_class(false);
        Self { patterns: Vec::new(), folder, builder, matcher: Gitignore::empty() }
    }

    /// Adds a pattern.
    ///
    /// # Errors
    /// If the pattern cannot match anything: the reason, in words.
    pub fn add(&mut self, pattern: &str) -> Result<(), String> {
        let path = pattern.trim_start_matches('!').trim_end_matches(['/', ' ']);
        if path.is_empty() || path.split('/').any(|step| matches!(step, "." | "..")) {
            let rule = "a pattern is a path below the folder of hpplint.toml, without `.` and `..`";
            return Err(format!("matches nothing: {rule}"));
        }
        if pattern.starts_with('#') {
            return Err(
                "starts with `#`: this is a comment, as in `.gitignore`, and matches nothing".to_owned()
            );
        }
        let glob = to_glob(pattern)
            .ok_or("matches nothing: `[` must be closed by `]`, without a backslash or `[:` between them")?;
        self.builder.add_line(None, &glob).map_err(|error| error.to_string())?;
        self.patterns.push(pattern.to_owned());
        Ok(())
    }

    /// Makes the patterns match that were added.
    ///
    /// # Errors
    /// If they are too many or too long: the reason, in words.
    pub fn build(&mut self) -> Result<(), String> {
        self.matcher = self.builder.build().map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The patterns.
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }

    /// Whether a path, which may be a folder, is left out. It must be absolute.
    pub(crate) fn matches(&self, path: &Path, is_folder: bool) -> bool {
        path.starts_with(&self.folder) && self.matcher.matched(path, is_folder).is_ignore()
    }
}

/// The absolute path of a folder, without links, so that paths can be compared.
fn canonical(folder: &Path) -> PathBuf {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}
